import type { FoundAsset, Obstacle } from '#contracts/search';
import { isTakable } from '../way/next-best.js';
import { findTexts } from '../texts/find-texts.js';

/** At most so many reasons are told in a row; the panel tells the rest. */
const told = 2;

/**
 * Why something cannot be taken, or what to be careful about, in words; null when nothing stands in the way.
 * `localTime` writes a moment as the clock on the wall shows it.
 */
export function obstacleWords(
  asset: Pick<FoundAsset, 'obstacles' | 'reservation' | 'status'>,
  localTime: (iso: string) => string,
): { words: string; takable: boolean } | null {
  const { reservation } = asset;
  const takable = isTakable(asset);
  if (asset.obstacles.length === 0)
    return reservation?.mine ? { words: findTexts.reservedMine(localTime(reservation.until)), takable } : null;
  const word = (obstacle: Obstacle) =>
    obstacle === 'reserved' && reservation
      ? findTexts.reservedBy(reservation.by, localTime(reservation.until))
      : findTexts.obstacles[obstacle];
  const words = asset.obstacles.slice(0, told).map(word).join('; ');
  return { words: takable ? findTexts.careful(words) : findTexts.cannotTake(words), takable };
}
