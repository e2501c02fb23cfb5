/** Days that a trail can be shown of. */
export const daysKept = 90;

const dayMs = 86_400_000;

/** The day at a moment in a time zone, as 2026-03-02. */
export function dayAt(atMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(atMs);
}

/** Begin and end of a day in a time zone, ms since 1970; days on which clocks change are 23 or 25 hours long. */
export function spanOfDay(day: string, timeZone: string): [fromMs: number, toMs: number] {
  return [beginOf(day, timeZone), beginOf(dayAfter(day), timeZone)];
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + dayMs).toISOString().slice(0, 10);
}

function beginOf(day: string, timeZone: string): number {
  const utcMs = Date.parse(`${day}T00:00:00Z`);
  // The offset at the guess may differ from that at midnight itself; the second look is right.
  let beginMs = utcMs - offsetMs(utcMs, timeZone);
  beginMs = utcMs - offsetMs(beginMs, timeZone);
  return beginMs;
}

/** Local time minus UTC at a moment. */
function offsetMs(atMs: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  }).formatToParts(atMs);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value);
  const [year, month, day] = [part('year'), part('month') - 1, part('day')];
  const localMs = Date.UTC(year, month, day, part('hour'), part('minute'), part('second'));
  return localMs - Math.floor(atMs / 1000) * 1000;
}
