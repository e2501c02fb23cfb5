import type { AssetStatus } from '#contracts/asset-status';
import type { AssetView } from '#contracts/assets';
import { findTexts } from '../texts/find-texts.js';
import { locale } from '../texts/locale.js';

/** What is on the way to be taken. */
export interface Wanted {
  status: AssetStatus;
  reservation: AssetView['reservation'];
}

/** Why a thing cannot be taken though one stands before it, in words; null when it can. `clock` writes a moment. */
export function takenWords({ status, reservation }: Wanted, clock: (iso: string) => string): string | null {
  const reasons = [
    status === 'available' || status === 'retired' ? null : findTexts.obstacles[status],
    reservation && !reservation.mine ? findTexts.reservedBy(reservation.by, clock(reservation.until)) : null,
  ].filter((reason): reason is string => reason !== null);
  return reasons.length === 0 ? null : findTexts.cannotTake(reasons.join('; '));
}

/** A moment as the clock on the wall of a site shows it; of this browser's place while the site is not known. */
export function clockWords(iso: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit' }).format(Date.parse(iso));
}
