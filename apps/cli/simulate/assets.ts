import { assetTypes, type AssetType } from './asset-types.js';
import { hash32, type Random } from './random.js';

/** Who an asset is, apart from what it does. */
export interface AssetIdentity {
  number: string;
  name: string;
  type: AssetType;
  tagKey: string;
}

/** The given number of assets, spread over the twelve types by their shares. The same for every seed. */
export function assetList(count: number): AssetIdentity[] {
  const whole = assetTypes.reduce((sum, type) => sum + type.share, 0);
  const assets: AssetIdentity[] = [];
  let before = 0;
  let shares = 0;
  for (const type of assetTypes) {
    shares += type.share;
    const until = Math.round((count * shares) / whole);
    for (let serial = 1; serial <= until - before; serial++) {
      const number = `${type.prefix}-${String(serial).padStart(4, '0')}`;
      const model = type.models[hash32(serial, type.prefix.charCodeAt(0)) % type.models.length];
      assets.push({ number, name: model, type, tagKey: tagKeyOf(assets.length) });
    }
    before = until;
  }
  return assets;
}

/** A locally administered MAC address; the odd factor makes it differ for 16.7 million assets. */
function tagKeyOf(index: number): string {
  return `02da5e${(Math.imul(index + 1, 0x9e3779b1) & 0xffffff).toString(16).padStart(6, '0')}`;
}

/** Picks from a weighted list. */
export function pickWeighted<T>(random: Random, choices: readonly (readonly [weight: number, value: T])[]): T {
  let left = random.next() * choices.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, value] of choices) if ((left -= weight) < 0) return value;
  return choices[choices.length - 1][1];
}
