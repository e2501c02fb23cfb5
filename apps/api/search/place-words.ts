/** Words before a place from which ways are to be short. */
export const nearWords: readonly string[] = [
  ...['close to', 'next to', 'nearest to', 'closest to', 'near to', 'near', 'nearby', 'around'],
  ...['in der nahe von', 'in der nahe der', 'in der nahe des', 'in der nahe', 'in nahe von', 'nahe'],
  ...['am nachsten zu', 'am nachsten bei', 'am nachsten an', 'bei der', 'bei dem', 'beim', 'bei', 'neben', 'um'],
];
/** Of these, those that mean near me where no place follows. */
export const nearbyWords: ReadonlySet<string> = new Set(['nearby', 'in der nahe']);
const nearestWords: ReadonlySet<string> = new Set([
  ...['nearest', 'closest', 'next', 'nachste', 'nachster', 'nachstes', 'nachsten', 'nachstgelegene'],
  ...['nachstgelegener', 'nachstgelegenes', 'nachstgelegenen'],
]);
/** Whether a word stands before what is wanted near me, or near the place that is named later: "nearest bed", "nearest bed to 4B". */
export function isNearest(word: string): boolean {
  return nearestWords.has(word.replace('ae', 'a'));
}

/** Between what is wanted nearest and its place. */
export const nearestToWords: readonly string[] = [
  'to the',
  'to',
  'from',
  'of',
  'zu der',
  'zum',
  'zur',
  'zu',
  'von',
  'an',
];
/** Words before a place in which things are to be. */
export const inWords: readonly string[] = ['inside', 'in the', 'in der', 'in dem', 'in', 'im', 'on', 'auf', 'at', 'am'];
/** Whoever asks. */
export const meWords: ReadonlySet<string> = new Set(['me', 'my', 'here', 'us', 'mir', 'hier', 'uns']);
/** Words that say nothing. */
export const idleWords: ReadonlySet<string> = new Set([
  ...['the', 'a', 'an', 'for', 'and', 'of'],
  ...['der', 'die', 'das', 'dem', 'den', 'ein', 'eine', 'einen', 'fur', 'und', 'von'],
]);
