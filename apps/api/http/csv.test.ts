import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvFile, csvLine, unguarded } from './csv.js';

/** Reads one line as RFC 4180 says. */
function cellsOf(line: string): string[] {
  const cells = `,${line.slice(0, -2)}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^",]*))/g);
  return [...cells].map(([, quoted, plain]) => (quoted === undefined ? plain : quoted.replaceAll('""', '"')));
}

describe('a line of CSV', () => {
  it('quotes what needs it', () => {
    const cells = ['plain', 'a "b", c', 'two\r\nlines', null, -1.5, true, new Date(0)];
    expect(csvLine(cells)).toBe('plain,"a ""b"", c","two\r\nlines",,-1.5,true,1970-01-01T00:00:00.000Z\r\n');
  });

  it('is as German spreadsheets read it when asked for: semicolons between cells, and a comma in numbers', () => {
    const cells = ['a; b', 'c, d', -1.5, 2, 1.5e-7, null, true, '=1', new Date(0)];
    expect(csvLine(cells, 'de')).toBe('"a; b";"c, d";-1,5;2;1,5e-7;;true;"\'=1";1970-01-01T00:00:00.000Z\r\n');
  });

  it.each(['=1+1', '+cmd', '-2+3', '@SUM(A1)', '\t=1', '\r=1', ' =1', '=HYPERLINK("http://evil")'])(
    'leaves no formula to run in %j',
    (cell) => expect(cellsOf(csvLine([cell]))).toEqual([`'${cell}`]),
  );

  it('is read back as it was once the guard is off', () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom("'", '=', '-', ' ', '\t', '\n', 'a', '"') }));
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 6 }), (cells) => {
        const read = cellsOf(csvLine(cells));
        expect(read.map(unguarded)).toEqual(cells);
        expect(read.filter((cell) => /^\s*[=+\-@]/.test(cell))).toEqual([]);
      }),
    );
  });
});

describe('a CSV file', () => {
  async function* pages() {
    yield [['a', 1]];
    yield [
      ['b', 2],
      ['c', 3],
    ];
  }

  it('has its header line, its pages and a harmless name', async () => {
    const file = await csvFile('audit "x"\r\n.csv', ['name', 'count'], pages());
    expect(await text(file.getStream())).toBe('name,count\r\na,1\r\nb,2\r\nc,3\r\n');
    expect(file.getHeaders().disposition).toBe('attachment; filename="audit--x---.csv"');
  });

  it('fails before it begins when the first page cannot be read, and breaks off when a later one cannot', async () => {
    async function* failing(after: number) {
      for (let page = 0; page < after; page++) yield [['a', page]];
      throw new Error('database away');
    }
    await expect(csvFile('x.csv', ['name'], failing(0))).rejects.toThrow('database away');
    const file = await csvFile('x.csv', ['name'], failing(2));
    await expect(text(file.getStream())).rejects.toThrow('database away');
  });
});
