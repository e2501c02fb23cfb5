import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { setImmediate as pause } from 'node:timers/promises';
import { CsvError, parse } from 'csv-parse';
import { importRowLimit } from '#contracts/asset-import';
import { unguarded } from '../../http/csv.js';

export interface TableRow {
  /** Line of the file in which it begins; the heading is line 1. */
  line: number;
  cells: string[];
}

export interface Table {
  /** Headings in small letters. */
  columns: string[];
  rows: TableRow[];
  separator: string;
}

/** The file is no table that can be read; the message says why, and what would be right. */
export class UnreadableTable extends Error {}

const separators = [',', ';', '\t'];
/** Other requests get their turn after so many rows. */
const rowsAtOnce = 500;
const mostColumns = 500;

/**
 * Reads a CSV file (RFC 4180, UTF-8 with or without byte order mark) whose values commas, semicolons or tabs separate. Guards
 * against formulas come off, lines without any value are left out.
 * @throws UnreadableTable
 */
export async function readTable(bytes: Buffer): Promise<Table> {
  if (!isUtf8(bytes))
    throw new UnreadableTable(
      'The file is not UTF-8: save it as "CSV UTF-8" (Excel) or choose UTF-8 where it is saved.',
    );
  const separator = separatorOf(bytes);
  const rows: TableRow[] = [];
  let columns: string[] | null = null;
  let line = 1;
  try {
    for await (const cells of records(bytes, separator)) {
      const begins = line;
      line += 1 + cells.reduce((breaks, cell) => breaks + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
      if (rows.length % rowsAtOnce === 0) await pause();
      if (cells.every((cell) => cell.trim() === '')) continue;
      if (columns === null) columns = headingsOf(cells);
      else rows.push({ line: begins, cells: cells.map(unguarded) });
      if (rows.length > importRowLimit)
        throw new UnreadableTable(`The file has more than ${importRowLimit} rows; send it in several files.`);
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UnreadableTable(
      error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? `A quotation mark that opens in or after line ${line} is never closed.`
        : `The row that begins in line ${line} cannot be read: its quotation marks do not fit, or it is too long.`,
    );
  }
  if (columns === null) throw new UnreadableTable('The file is empty: its first line names the columns.');
  return { columns, rows, separator };
}

function records(bytes: Buffer, delimiter: string): AsyncIterable<string[]> {
  const parser = parse({
    ...{ bom: true, delimiter, relax_column_count: true, relax_quotes: true, record_delimiter: ['\r\n', '\n', '\r'] },
    max_record_size: 1_000_000,
  });
  function* chunks() {
    for (let from = 0; from < bytes.length; from += 65_536) yield bytes.subarray(from, from + 65_536);
  }
  Readable.from(chunks(), { objectMode: false }).pipe(parser);
  return parser;
}

/** What stands most often between the headings. */
function separatorOf(bytes: Buffer): string {
  const head =
    bytes
      .toString('utf8', 0, 20_000)
      .split(/[\r\n]/)
      .find((each) => each.trim() !== '') ?? '';
  const count = (separator: string) => head.split(separator).length;
  return separators.reduce((best, separator) => (count(separator) > count(best) ? separator : best));
}

function headingsOf(cells: readonly string[]): string[] {
  const columns = cells.map((cell) => cell.trim().toLowerCase());
  while (columns.at(-1) === '') columns.pop();
  const twice = columns.find((column, index) => column !== '' && columns.indexOf(column) < index);
  if (twice !== undefined) throw new UnreadableTable(`The column "${twice}" is there twice.`);
  if (columns.length > mostColumns) throw new UnreadableTable(`The file has more than ${mostColumns} columns.`);
  if (!columns.includes('number'))
    throw new UnreadableTable(
      'The file has no column "number": its first line names the columns, separated by comma, semicolon or tab.',
    );
  return columns;
}
