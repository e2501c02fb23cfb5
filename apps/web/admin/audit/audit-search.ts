import { auditActions, type AuditAction } from '#contracts/audit';

const hour = 3_600_000;
const lengths = { hour, day: 24 * hour, week: 7 * 24 * hour, month: 30 * 24 * hour } as const;
const ranges = ['hour', 'day', 'week', 'month', 'all', 'own'] as const;
export type AuditRange = (typeof ranges)[number];

/** What the search of the audit trail holds. */
export interface AuditSearch {
  range: AuditRange;
  /** Of the range "own", as a field of the browser gives them: "2026-11-21T08:30" in the time of this computer. */
  from: string;
  to: string;
  actor: string;
  action: AuditAction | '';
  subject: string;
}

export const emptySearch: AuditSearch = { range: 'week', from: '', to: '', actor: '', action: '', subject: '' };

/** The search that an address of the page holds; what is unknown in it is left out. */
export function searchOf(params: URLSearchParams): AuditSearch {
  const text = (name: string) => params.get(name) ?? '';
  const range = text('range');
  return {
    range: ranges.find((known) => known === range) ?? emptySearch.range,
    from: text('from'),
    to: text('to'),
    actor: text('actor'),
    action: auditActions.find((action) => action === text('action')) ?? '',
    subject: text('subject'),
  };
}

/** The search as it stands in the address of the page: only what differs from the empty one. */
export function paramsOf(search: AuditSearch): URLSearchParams {
  const entries = Object.entries(search).filter(
    ([name, value]) =>
      value !== emptySearch[name as keyof AuditSearch] && (search.range === 'own' || !['from', 'to'].includes(name)),
  );
  return new URLSearchParams(entries);
}

/** The request of a search at a moment (milliseconds since 1970). */
export function queryOf(search: AuditSearch, nowMs: number): URLSearchParams {
  const query = new URLSearchParams();
  const { range } = search;
  if (range === 'own') {
    for (const name of ['from', 'to'] as const) {
      const time = Date.parse(search[name]);
      if (!Number.isNaN(time)) query.set(name, new Date(time).toISOString());
    }
  } else if (range !== 'all') query.set('from', new Date(nowMs - lengths[range]).toISOString());
  for (const name of ['actor', 'action', 'subject'] as const) {
    const value = search[name].trim();
    if (value) query.set(name, value);
  }
  return query;
}

/** Whether the own range ends before it begins. */
export function endsBeforeItBegins({ range, from, to }: AuditSearch): boolean {
  return range === 'own' && Date.parse(to) < Date.parse(from);
}
