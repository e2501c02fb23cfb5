import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';

export type CsvCell = string | number | boolean | Date | null;

/** How a spreadsheet of a language reads CSV: German ones take the comma for part of a number. */
export type CsvLanguage = 'en' | 'de';

/**
 * One line of a CSV file (RFC 4180; in German semicolons separate and numbers have a comma), with its line end. Times are ISO 8601 in UTC, null is empty. Text that a
 * spreadsheet would run as a formula gets an apostrophe in front (OWASP, "CSV Injection"); numbers stay numbers.
 */
export function csvLine(cells: readonly CsvCell[], language: CsvLanguage = 'en'): string {
  const [separator, point] = language === 'de' ? [';', ','] : [',', '.'];
  return `${cells.map((cell) => fieldOf(cell, point)).join(separator)}\r\n`;
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
  language: CsvLanguage = 'en',
): Promise<StreamableFile> {
  const reading = pages[Symbol.asyncIterator]();
  const first = await reading.next();
  async function* lines() {
    yield byteOrderMark + csvLine(header, language);
    for (let page = first; !page.done; page = await reading.next())
      yield page.value.map((cells) => csvLine(cells, language)).join('');
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

function fieldOf(cell: CsvCell, point: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell).replace('.', point);
  if (typeof cell !== 'string') return cell instanceof Date ? cell.toISOString() : String(cell);
  const text = guarded.test(cell) ? `'${cell}` : cell;
  return /[",;\r\n']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
