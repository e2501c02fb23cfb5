import { texts } from '../texts/texts.js';
import { locale } from '../texts/locale.js';

const oneDecimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago, in words. Seconds go in steps of five so that a list does not flicker. */
export function ageWords(ageMs: number): string {
  if (ageMs < 10 * second) return texts.age.now;
  if (ageMs < minute) return texts.age.seconds(Math.floor(ageMs / (5 * second)) * 5);
  if (ageMs < hour) return texts.age.minutes(Math.floor(ageMs / minute));
  if (ageMs < 2 * day) return texts.age.hours(Math.floor(ageMs / hour));
  return texts.age.days(Math.floor(ageMs / day));
}

/** A length of time in words, without seconds above one minute. */
export function durationWords(durationMs: number): string {
  if (durationMs < minute) return texts.duration.seconds(Math.max(0, Math.floor(durationMs / second)));
  if (durationMs < hour) return texts.duration.minutes(Math.floor(durationMs / minute));
  if (durationMs < 2 * day)
    return texts.duration.hours(Math.floor(durationMs / hour), Math.floor((durationMs % hour) / minute));
  return texts.duration.days(Math.floor(durationMs / day));
}

/** The time a thing has been in a zone: as `durationWords`, but calm below a minute. */
export function dwellWords(durationMs: number): string {
  return durationMs < minute ? texts.duration.underMinute : durationWords(durationMs);
}

/** A tag's rhythm in words: one decimal below ten seconds. */
export function rhythmWords(intervalMs: number): string {
  if (intervalMs < 1.5 * second) return texts.rhythm.everySecond;
  if (intervalMs < 10 * second)
    return texts.rhythm.every(texts.rhythm.seconds((Math.round(intervalMs / 500) / 2).toLocaleString(locale)));
  if (intervalMs < 2 * minute) return texts.rhythm.every(texts.rhythm.seconds(String(Math.round(intervalMs / second))));
  return texts.rhythm.every(durationWords(intervalMs));
}

/** The 90 % radius in words: one decimal below ten metres, whole metres above. */
export function radiusWords(radius90M: number): string {
  return texts.radius(radius90M < 10 ? oneDecimal.format(radius90M) : String(Math.round(radius90M)));
}

/** The exact local time at the site, with the date when it was not today there. */
export function localTime(atMs: number, nowMs: number, timeZone: string): string {
  const dayOf = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  const sameDay = dayOf.format(atMs) === dayOf.format(nowMs);
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
    ...(sameDay ? {} : { day: 'numeric', month: 'short', year: 'numeric' }),
  }).format(atMs);
}
