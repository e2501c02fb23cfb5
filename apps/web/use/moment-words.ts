import { locale } from '../texts/locale.js';
import { dayAt } from '../trail/trail-days.js';

/** A moment in short, in the time zone of the house: the time, and the day when it is another than today. */
export function momentWords(atMs: number, nowMs: number, timeZone: string): string {
  const sameDay = dayAt(atMs, timeZone) === dayAt(nowMs, timeZone);
  return new Intl.DateTimeFormat(locale, {
    ...{ timeZone, hour: '2-digit', minute: '2-digit' },
    ...(sameDay ? {} : { day: 'numeric', month: 'short' }),
  }).format(atMs);
}
