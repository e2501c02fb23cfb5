import { locale } from '../texts/locale.js';
const second = 1000;
const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400 * second],
  ['hour', 3_600 * second],
  ['minute', 60 * second],
];
const relative = new Intl.RelativeTimeFormat(locale);
const now = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(0, 'second');

/** How far a moment is from now, in words: "3 hours ago", "in 12 days", "now". Cut, never rounded up. */
export function relativeWords(isoTime: string, nowMs: number): string {
  const awayMs = Date.parse(isoTime) - nowMs;
  for (const [unit, lengthMs] of steps) {
    const count = Math.trunc(awayMs / lengthMs);
    if (count !== 0) return relative.format(count, unit);
  }
  return now;
}

/** A moment to the minute in the time of this computer, or of the zone: "20 Nov 2026, 14:05". */
export function exactWords(isoTime: string, timeZone?: string, seconds = false): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds ? { second: '2-digit' } : {}),
  }).format(new Date(isoTime));
}

/** The time zone of this computer: "Europe/Berlin". */
export function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The last moment of a day ("2027-01-31") in the time of this computer, as ISO time; null for no such day. */
export function endOfDay(day: string): string | null {
  const end = new Date(`${day}T23:59:59`);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(end.getTime()) ? end.toISOString() : null;
}

/** A day so many days from now as a date field wants it: "2027-01-31". */
export function dayFrom(nowMs: number, days: number): string {
  const date = new Date(nowMs);
  date.setDate(date.getDate() + days);
  const part = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${part(date.getMonth() + 1)}-${part(date.getDate())}`;
}
