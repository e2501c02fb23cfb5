import type { StockLine } from '#contracts/par-levels';
import { stockTexts } from '../texts/stock-texts.js';

const texts = stockTexts.fix;
const minuteS = 60;
const hourMs = 3_600_000;

type Move = StockLine['moves'][number];

/** What to do, in words: "Bring 3 from Store 2B, 2 min walk". */
export function moveWords({ level, state }: Pick<StockLine, 'level' | 'state'>, move: Move): string {
  const way = move.walkS === null ? null : texts.walk(Math.round(move.walkS / minuteS));
  if (state === 'over') return texts.take(move.count, placeWords(move.to, level.place), way);
  const from = placeWords(move.from, level.place);
  if (!move.afterCleaning) return texts.bring(move.count, from, way);
  const stands = move.from.zoneId === level.place.zoneId;
  return stands ? texts.here(move.count) : texts.cleaned(move.count, from, way);
}

/** A place as it is named beside another: the floor is said where it is another one. */
export function placeWords(place: Move['from'], beside: Move['from']): string {
  const floor = place.floorId !== beside.floorId && place.floorName !== null ? [place.floorName] : [];
  const site = place.siteId === beside.siteId ? [] : [place.siteName];
  return stockTexts.placeOf([place.name, ...floor, ...site]);
}

/** For how long all of them have stood there at least, in words; null when it is not known of one, or under an hour. */
export function idleWords({ assets }: Move, nowMs: number): string | null {
  const since = assets.map(({ stoodSince }) => (stoodSince === null ? nowMs : Date.parse(stoodSince)));
  const leastMs = nowMs - Math.max(...since);
  const hours = Math.floor(leastMs / hourMs);
  if (!(hours >= 1)) return null;
  return texts.idle(hours < 48 ? stockTexts.hours(hours) : stockTexts.days(Math.floor(hours / 24)));
}

/** How many are ready, in words: one number, or a range while that is not sure. */
export function readyWords({ least, most }: Pick<StockLine, 'least' | 'most'>): string {
  return least === most ? String(least) : stockTexts.range(least, most);
}
