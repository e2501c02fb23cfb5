import type { WeekTime } from '#equipment/stock-week';

const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** When something holds, in words: "Mon, Tue 22:00 to 06:00". */
export function weekWords({ days, fromMinute, untilMinute }: WeekTime): string {
  const on = days.length === 7 ? 'every day' : days.map((day) => names[day - 1]).join(', ');
  return `${on} ${clock(fromMinute)} to ${clock(untilMinute)}`;
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
