import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';

export type CsvCell = string | number | boolean | Date | null;

/**
 * One line of a CSV file (RFC 4180), with its line end. Times are ISO 8601 in UTC, null is empty. Text that a
 * spreadsheet would run as a formula gets an apostrophe in front (OWASP, "CSV Injection"); numbers stay numbers.
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(fieldOf).join(',')}\r\n`;
}

/** Tells spreadsheets that the file is UTF-8. */
const byteOrderMark = '\uFEFF';

/**
 * A file that is sent while it is read, page by page. The first page is read at once, so that what fails
 * then is still told as a problem; what fails later breaks the connection, and no half file looks whole.
 */
export async function csvFile(
  fileName: string,
  header: readonly string[],
  pages: AsyncIterable<readonly (readonly CsvCell[])[]>,
): Promise<StreamableFile> {
  const reading = pages[Symbol.asyncIterator]();
  const first = await reading.next();
  async function* lines() {
    yield byteOrderMark + csvLine(header);
    for (let page = first; !page.done; page = await reading.next()) yield page.value.map(csvLine).join('');
  }
  return new StreamableFile(Readable.from(lines(), { objectMode: false }), {
    type: 'text/csv; charset=utf-8; header=present',
    disposition: `attachment; filename="${fileName.replace(/[^\w.-]/g, '-')}"`,
  });
}

/**
 * Text that a spreadsheet would run; also behind spaces: some programs trim a cell before they look at it. And what looks as
 * if it had been guarded already, so that taking the guard off again gives what was there.
 */
const guarded = /^'*(\s*[=+\-@]|[\t\r\n])/;

/** The text of a cell that `csvLine` wrote, without the guard against formulas. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") && guarded.test(cell) ? cell.slice(1) : cell;
}

function fieldOf(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return cell instanceof Date ? cell.toISOString() : String(cell);
  const text = guarded.test(cell) ? `'${cell}` : cell;
  return /[",\r\n']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
