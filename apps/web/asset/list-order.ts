import { freshnessOf, type Freshness } from '#contracts/position';
import { blindForMs, type FloorState, type LiveTag } from '../live/floor-state.js';
import { locale } from '../texts/locale.js';
import { statusTexts } from '../texts/status-texts.js';

/**
 * Those whose name, number, type or status holds every word of the text, by type, then name, then number. Capitals, accents
 * and what separates the parts of a number make no difference.
 * @param synonyms other words for types, by their keys
 */
export function filterTags(
  tags: readonly LiveTag[],
  text: string,
  synonyms: ReadonlyMap<string, readonly string[]> = new Map(),
): LiveTag[] {
  const words = text.split(/\s+/).map(plain).filter(Boolean);
  return tags
    .filter(({ asset: { name, number, typeKey, typeName, status } }) => {
      if (words.length === 0) return true;
      const own = [name, number, typeName, statusTexts.status[status], ...(synonyms.get(typeKey) ?? [])];
      const all = own.map(plain).join(' ');
      return words.every((word) => all.includes(word));
    })
    .sort(
      ({ asset: a }, { asset: b }) =>
        order.compare(a.typeName, b.typeName) || order.compare(a.name, b.name) || order.compare(a.number, b.number),
    );
}

/** A text as it is compared: `Überwachung` is `uberwachung`, `P-10` is `p10`. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/[\p{M}\-_./:]/gu, '');
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
