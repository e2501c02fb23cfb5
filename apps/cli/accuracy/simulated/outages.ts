import { hash32, Random } from '../../simulate/random.js';

const hourMs = 3_600_000;
/** One reader in ten fails within an hour, another one in ten in the next. */
const failing = 0.1;
const shortestShare = 0.05;
const longestShare = 0.9;

/**
 * Whether a reader has failed at a moment: in every hour a tenth of all readers, drawn anew, is silent for 3 to 54 minutes
 * of it. Over a day every tag loses its nearest reader several times. Follows from seed, reader and time alone.
 */
export function hasFailed(seed: number, reader: number, atMs: number): boolean {
  const hour = Math.floor(atMs / hourMs);
  if (hash32(seed, 53, reader, hour) / 2 ** 32 >= failing) return false;
  const random = new Random(seed, 53, reader, hour);
  const length = random.between(shortestShare, longestShare);
  const from = random.between(0, 1 - length);
  const share = atMs / hourMs - hour;
  return share >= from && share < from + length;
}
