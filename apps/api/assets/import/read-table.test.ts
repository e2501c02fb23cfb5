import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from '../../http/csv.js';
import { readTable, UnreadableTable } from './read-table.js';

const read = (text: string) => readTable(Buffer.from(text));
const refusal = async (bytes: Buffer | string) =>
  readTable(Buffer.from(bytes)).then(
    () => null,
    (error: unknown) => error instanceof UnreadableTable && error.message,
  );

describe('a table', () => {
  it.each([
    [',', 'comma'],
    [';', 'semicolon'],
    ['\t', 'tab'],
  ])('is read with %j between its values', async (separator) => {
    const text = `\uFEFFNumber${separator} Name \r\nP-1${separator}"a ${separator} b"\r\n`;
    expect(await read(text)).toEqual({
      columns: ['number', 'name'],
      separator,
      rows: [{ line: 2, cells: ['P-1', `a ${separator} b`] }],
    });
  });

  it('counts lines as an editor does, past line breaks in values and empty lines', async () => {
    const { rows } = await read('number;name\r\n"1";"two\r\nlines"\n\n;\n2;"x ""y"""\r3;5" tube');
    expect(rows.map(({ line, cells }) => [line, ...cells])).toEqual([
      [2, '1', 'two\r\nlines'],
      [6, '2', 'x "y"'],
      [7, '3', '5" tube'],
    ]);
  });

  it('is refused with what would be right', async () => {
    expect(await refusal(Buffer.from([0x6e, 0xfc, 0x0a]))).toContain('not UTF-8');
    expect(await refusal('')).toContain('empty');
    expect(await refusal('name,type\nx,y')).toContain('no column "number"');
    expect(await refusal('number,name,Name\n1,2,3')).toBe('The column "name" is there twice.');
    expect(await refusal('number,name\n1,"open\n2,x\n')).toContain('never closed');
    expect(await refusal(`number\n${'1\n'.repeat(20_001)}`)).toContain('more than 20000 rows');
  });

  it('is what was written, whatever its values', async () => {
    const cell = fc.oneof(
      fc.string(),
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', "'", '=', ' ') }),
    );
    const rows = fc.array(fc.tuple(fc.stringMatching(/^[a-z]{1,3}$/), cell, cell), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(rows, async (given) => {
        const text = [['number', 'name', 'model'], ...given].map((cells) => csvLine(cells)).join('');
        expect((await read(text)).rows.map(({ cells }) => cells)).toEqual(given);
      }),
    );
  });
});
