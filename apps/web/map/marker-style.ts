import type { AssetIcon } from '#contracts/asset-types';

/** Number of type colours in theme/tokens.css (--type-0 ... --type-5). */
export const markerColours = 6;

export interface MarkerStyle {
  /** Index of the colour. */
  colour: number;
  /** The picture of the type; null: none of its own, and the letters stand for it. */
  icon: AssetIcon | null;
  /** One or two letters. */
  letters: string;
}

/** The look of an asset type: the same on every floor and every screen, because it follows from the type alone. */
export function markerStyle(typeKey: string, typeName: string, icon: AssetIcon): MarkerStyle {
  return {
    colour: hashOf(typeKey) % markerColours,
    icon: icon === 'device' ? null : icon,
    letters: lettersOf(typeName || typeKey),
  };
}

/** Initials of the first two words ("Infusion pump" -> IP), or the first two letters ("Wheelchair" -> Wh). */
export function lettersOf(typeName: string): string {
  const words = typeName.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  if (words.length === 0) return '?';
  if (words.length === 1) return words[0].charAt(0).toUpperCase() + words[0].charAt(1).toLowerCase();
  return (words[0].charAt(0) + words[1].charAt(0)).toUpperCase();
}

/** FNV-1a over the characters, mixed once more so that the low bits of similar keys differ. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
