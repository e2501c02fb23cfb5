/** When in the week something holds. Days 1 (Monday) to 7; minutes after midnight; an end before the begin is over midnight. */
export interface WeekTime {
  days: readonly number[];
  fromMinute: number;
  untilMinute: number;
}

/** A moment by the clock on the wall of a site: day 1 (Monday) to 7, minutes after midnight. */
export interface WallTime {
  day: number;
  minute: number;
}

const dayMinutes = 1440;
const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/**
 * What the clock on the wall shows in a time zone, summer time included.
 * @param timeZone its IANA name
 * @throws RangeError for a time zone that does not exist
 */
export function wallTime(atMs: number, timeZone: string): WallTime {
  const shown = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  }).formatToParts(atMs);
  const part = (type: Intl.DateTimeFormatPartTypes) => shown.find((one) => one.type === type)!.value;
  return { day: dayNames.indexOf(part('weekday')) + 1, minute: Number(part('hour')) * 60 + Number(part('minute')) };
}

/** Whether it holds then; a night that began yesterday belongs to yesterday's day. */
export function holdsAt({ days, fromMinute, untilMinute }: WeekTime, { day, minute }: WallTime): boolean {
  if (fromMinute < untilMinute) return days.includes(day) && minute >= fromMinute && minute < untilMinute;
  const yesterday = day === 1 ? 7 : day - 1;
  return (days.includes(day) && minute >= fromMinute) || (days.includes(yesterday) && minute < untilMinute);
}

/** The first moment of the week, from Monday on, at which both hold; null when there is none. */
export function overlapOf(one: WeekTime, other: WeekTime): WallTime | null {
  // Where both hold, one of them begins, or the week does.
  const begins = [one, other].flatMap(({ days, fromMinute }) => days.map((day) => ({ day, minute: fromMinute })));
  const moments = [{ day: 1, minute: 0 }, ...begins].sort((a, b) => inWeek(a) - inWeek(b));
  return moments.find((moment) => holdsAt(one, moment) && holdsAt(other, moment)) ?? null;
}

function inWeek({ day, minute }: WallTime): number {
  return (day - 1) * dayMinutes + minute;
}
