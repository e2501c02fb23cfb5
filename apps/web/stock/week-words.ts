import { stockTexts } from '../texts/stock-texts.js';

const texts = stockTexts.week;

interface WeekTime {
  days: readonly number[];
  fromMinute: number;
  untilMinute: number;
}

/** When a level holds, in words: "Mon to Fri, 07:00 to 19:00". Days that follow each other are put together. */
export function weekWords({ days, fromMinute, untilMinute }: WeekTime): string {
  return `${dayWords(days)}, ${clockWords(fromMinute, untilMinute)}`;
}

function dayWords(days: readonly number[]): string {
  const sorted = [...new Set(days)].sort();
  if (sorted.length === 7) return texts.every;
  const runs: number[][] = [];
  for (const day of sorted) {
    const last = runs.at(-1);
    if (last?.at(-1) === day - 1) last.push(day);
    else runs.push([day]);
  }
  const name = (day: number) => texts.days[day - 1];
  return runs
    .map((run) => (run.length > 2 ? `${name(run[0])}–${name(run.at(-1)!)}` : run.map(name).join(', ')))
    .join(', ');
}

function clockWords(fromMinute: number, untilMinute: number): string {
  if (fromMinute === 0 && untilMinute === 1440) return texts.allDay;
  const [from, until] = [clockTime(fromMinute), clockTime(untilMinute % 1440)];
  return untilMinute < fromMinute ? texts.nextDay(from, until) : texts.span(from, until);
}

/** Minutes after midnight as a clock shows them: "07:30". */
export function clockTime(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** Minutes after midnight of a time as a time field gives it; null for none. */
export function minuteOf(time: string): number | null {
  const parts = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  return parts ? Number(parts[1]) * 60 + Number(parts[2]) : null;
}
