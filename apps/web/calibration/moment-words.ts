import { locale } from '../texts/locale.js';
/** A moment in words, in the time of the site: "20 Nov 2026, 14:05". */
export function momentWords(isoTime: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(isoTime));
}
