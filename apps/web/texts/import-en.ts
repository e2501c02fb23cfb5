import type { ImportReport } from '#contracts/asset-import';

const items = (count: number) => (count === 1 ? '1 item' : `${count} items`);
const rows = (count: number) => (count === 1 ? '1 row' : `${count} rows`);

/** What the page of imports says. */
export const importEn = {
  title: 'Import equipment',
  intro: 'A list as CSV is checked first, and nothing is written before you say so.',
  dropHere: 'Drop a CSV file here, or',
  choose: 'Choose a file',
  chooseAgain: 'Choose the mended file',
  template: 'Template',
  present: 'The present list',
  presentHint:
    'The template has every column that is known. The present list can be changed and imported again: rows that are as they were change nothing.',
  checking: 'Checking every row …',
  writing: 'Writing …',
  progress: 'Progress',
  checkFailed: (reason: string) => `The list could not be checked: ${reason}`,
  tooBig: (name: string, megabytes: number) =>
    `${name} is larger than ${megabytes} MB. Divide it into several lists; each can have 20,000 rows.`,
  noCsv: (name: string) => `${name} is a spreadsheet. Save it as CSV (“Save as”, comma or semicolon separated) first.`,
  unreadable: (name: string) => `${name} could not be read. If it is open elsewhere, close it and choose it again.`,
  encoding: {
    'utf-8': '',
    'utf-16le': 'The file is written in UTF-16; its letters are kept.',
    'utf-16be': 'The file is written in UTF-16; its letters are kept.',
    'windows-1252': 'The file is not written in UTF-8 but as older Excel does. Compare letters like ä, é or ß below.',
  },
  counts: ({ rows: all, created, changed, unchanged, wrong }: ImportReport) =>
    `${rows(all)}: ${created} new, ${changed} changed, ${unchanged} unchanged, ${wrong} wrong.`,
  wrongTitle: (wrong: number) => (wrong === 1 ? '1 row is wrong' : `${wrong} rows are wrong`),
  wrongDetail: 'Nothing is written. Mend the rows below in your file, save it, and choose it again.',
  rightTitle: 'Every row is right',
  rightDetail: 'Nothing is written yet. Look at what would change, then import it.',
  nothingTitle: 'Nothing would change',
  nothingDetail: 'Every row is in the register as it stands in the file.',
  write: (count: number) => `Import ${items(count)}`,
  rightOnly: {
    action: (count: number) => `Import only the right rows (${count}) …`,
    title: (count: number, wrong: number) => `Import ${items(count)} and leave ${rows(wrong)} out?`,
    detail: (wrong: number): string =>
      wrong === 1
        ? 'The wrong row is left out as a whole. It can be mended and imported later.'
        : 'The wrong rows are left out as a whole. They can be mended and imported later.',
  },
  done: ({ created, changed, unchanged, wrong }: ImportReport) =>
    `Imported: ${created} new, ${changed} changed, ${unchanged} unchanged${wrong ? `, ${rows(wrong)} left out` : ''}.`,
  toList: 'To the list of equipment',
  ignored: (columns: readonly string[]) =>
    columns.length === 1
      ? `The column “${columns[0]}” is not known and was not read.`
      : `These columns are not known and were not read: ${columns.join(', ')}.`,
  unread: (columns: readonly string[]) =>
    `Not read, since a list changes neither where items are nor their status: ${columns.join(', ')}.`,
  otherStatus: (count: number) =>
    `${count === 1 ? 'In 1 row the status is' : `In ${count} rows the status is`} another than in the register. It stays as it is: a status is changed at the item itself.`,
  errors: (wrong: number) => (wrong === 1 ? 'What is wrong in 1 row' : `What is wrong in ${wrong} rows`),
  firstErrors: (count: number) => `The first ${count} are listed.`,
  row: 'Row',
  line: (row: number) => `Row ${row}`,
  column: 'Column',
  wholeRow: 'The whole row',
  value: 'Value',
  empty: 'empty',
  reason: 'What is wrong, and what would be right',
  changes: 'What changes',
  firstChanges: (count: number, all: number) => `The first ${count} of ${all} are listed.`,
  number: 'Number',
  what: 'What',
  kinds: { new: 'New', changed: 'Changed' },
  fields: 'Fields',
  before: (value: string) => `before: ${value || 'empty'}`,
  after: (value: string) => `after: ${value || 'empty'}`,
  more: (count: number) => `Show ${count} more`,
};
