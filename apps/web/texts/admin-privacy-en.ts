import type { RetentionKind } from '#contracts/privacy';

const retention: Record<RetentionKind, { name: string; detail: string }> = {
  positions: { name: 'Positions', detail: 'Where each tag was, minute by minute.' },
  visits: { name: 'Visits to zones', detail: 'When an item came into a room and when it left.' },
  sessions: { name: 'Ended sign-ins', detail: 'Who was signed in where, after the session has ended.' },
  audit: { name: 'Audit trail', detail: 'Who did what. Laws often ask for years.' },
  sightings: { name: 'Foreign radio keys', detail: 'Keys that were heard and belong to nothing registered.' },
  traffic: { name: 'Traffic for calibration', detail: 'Ordinary readings kept to learn how floors carry radio.' },
};
const days = (count: number) => (count === 1 ? '1 day' : `${count} days`);

/** What the page of privacy and retention says. */
export const adminPrivacyEn = {
  title: 'Privacy and retention',
  intro: 'What Wardmap knows about people, and how long anything is kept.',
  loadFailed: (reason: string) => `This could not be loaded: ${reason}`,
  readOnly: 'Administrators can change this. You can look.',
  changed: (who: string) => `by ${who}`,
  lastChanged: 'Last changed',
  notChanged: 'Nobody has changed this yet.',
  days,
  persons: {
    title: 'Tags that persons carry',
    off: 'Persons are not located',
    offDetail: 'Only equipment is. What is marked as carried by a person is kept from every map, search and history.',
    on: 'Persons are located',
    marked: (count: number) =>
      count === 0
        ? 'No tag is marked as carried by a person.'
        : count === 1
          ? '1 tag is marked as carried by a person.'
          : `${count} tags are marked as carried by persons.`,
    reason: 'Reason',
    reasonHint: 'A sentence that staff and works council would understand; it stands in the audit trail.',
    roles: 'Who sees where persons are',
    nobodyElse: 'Nobody else is sent anything about them.',
    history: 'History',
    noHistory: 'No history: only where they are now',
    keepHistory: 'Keep where they were, for',
    hours: 'Hours, 1 to 8760',
    hoursWords: (count: number) => (count === 1 ? 'Kept for 1 hour' : `Kept for ${count} hours`),
    switchOn: 'Locate persons …',
    change: 'Change …',
    switchOff: 'Stop locating persons …',
    onTitle: 'Locate persons',
    onDetail:
      'This makes Wardmap a system that watches people. Ask your data protection officer and staff representatives first.',
    onSubmit: 'Locate persons from now on',
    changeTitle: 'Location of persons',
    saved: 'It holds from now on.',
    offTitle: 'Stop locating persons?',
    offQuestion:
      'Where persons are and were is deleted at once and cannot be brought back. Their tags stay marked, so that nobody mistakes them for equipment, but they are not located.',
    offYes: 'Stop, and delete their positions',
    offDone: 'Persons are not located any more.',
    wrong: {
      reason: 'Say in a sentence why persons are located: 10 to 500 characters.',
      roles: 'Choose at least one role.',
      historyHours: 'A whole number of hours from 1 to 8760.',
    },
  },
  retention: {
    title: 'How long things are kept',
    detail: 'A job removes what is older once an hour.',
    kinds: retention,
    table: 'Kinds of data and how long they are kept',
    columns: { kind: 'Kind', days: 'Kept for, days', oldest: 'Oldest held', ran: 'Job last ran' },
    bounds: (least: number, most: number, usual: number) => `${least} to ${most}, usually ${usual}`,
    empty: 'nothing held',
    notRun: 'has not run yet',
    removed: (count: string) => `removed ${count}`,
    kept: (count: number) => days(count),
    save: 'Save',
    undo: 'Undo',
    unchanged: 'Nothing was changed here.',
    wrong: (least: number, most: number) => `A whole number of days from ${least} to ${most}.`,
    shorterTitle: 'Keep less than before?',
    shorter: (name: string, from: number, to: number) => `${name}: ${days(to)} in place of ${days(from)}`,
    shorterDetail: 'What is older is removed when the job runs next, and cannot be brought back:',
    shorterYes: 'Yes, remove what is older',
    saved: 'The new times hold from the next run of the job on.',
  },
};

export type AdminPrivacyTexts = typeof adminPrivacyEn;
