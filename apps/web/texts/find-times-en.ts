/** The page that tells how long searches take. */
export const findTimesEn = {
  title: 'How long searches take',
  back: 'Back to the map',
  why: 'From the first letter of a search to “Found it”, by the department where the thing was found. What individual persons do is not told.',
  span: 'Time',
  days: (count: number) => (count === 1 ? 'Last day' : count === 365 ? 'Last year' : `Last ${count} days`),
  department: 'Department',
  outside: 'Outside the departments',
  found: 'Found',
  notHere: 'Not there',
  median: 'Half found within',
  p90: '9 of 10 within',
  unknown: 'not measured',
  loading: 'Asking the server …',
  failed: (reason: string) => `The times could not be loaded: ${reason}`,
  retry: 'Try again',
  empty:
    'Nobody has reported a search in this time. When “Found it” or “Not here” is tapped at the end of a way, it counts here.',
  table: 'Searches by department, the slowest first',
};
