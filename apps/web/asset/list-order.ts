import { freshnessOf, type Freshness } from '#contracts/position';
import { blindForMs, type FloorState, type LiveTag } from '../live/floor-state.js';
import { locale } from '../texts/locale.js';

/** Those whose name, number or type holds every word of the text, by type, then name, then number. */
export function filterTags(tags: readonly LiveTag[], text: string): LiveTag[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return tags
    .filter(({ asset }) => {
      const all = `${asset.name} ${asset.number} ${asset.typeName}`.toLowerCase();
      return words.every((word) => all.includes(word));
    })
    .sort(
      ({ asset: a }, { asset: b }) =>
        order.compare(a.typeName, b.typeName) || order.compare(a.name, b.name) || order.compare(a.number, b.number),
    );
}

/** Numbers inside names count as numbers: Pump 9 stands before Pump 10. */
const order = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });

/** How many are of each freshness at a moment of the server's clock; `floor` knows which readers are silent. */
export function freshnessCounts(
  tags: readonly LiveTag[],
  serverNowMs: number,
  floor: Pick<FloorState, 'blindSince'> | null,
): Record<Freshness, number> {
  const counts: Record<Freshness, number> = { live: 0, ageing: 0, lost: 0, blind: 0 };
  for (const tag of tags) {
    const silentMs = blindForMs(floor, tag.zoneId, serverNowMs);
    counts[freshnessOf(serverNowMs - tag.observedAt, tag.reportingIntervalMs, silentMs)]++;
  }
  return counts;
}
