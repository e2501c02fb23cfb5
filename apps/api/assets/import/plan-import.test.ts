import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributeSchema, type AttributeValues } from '#contracts/asset-types';
import { riskClasses } from '#contracts/assets';
import { seesEverything } from '#contracts/visibility';
import type { AssetFacts } from '#storage/asset-changes';
import type { RegisterHouse } from '#storage/register-house';
import { csvLine } from '../../http/csv.js';
import { attributeCell, attributeColumn, registerColumns } from '../register-columns.js';
import { planImport, wantedOf } from './plan-import.js';
import { readTable } from './read-table.js';

const attributes = [
  { key: 'load', name: 'Load', kind: 'number' },
  { key: 'note', name: 'Note', kind: 'text' },
  { key: 'mobile', name: 'Mobile', kind: 'yes-no' },
  { key: 'built', name: 'Built', kind: 'date' },
  { key: 'stand', name: 'Stand', kind: 'choice', choices: ['wall', '=floor'] },
].map((one) => attributeSchema.parse(one));

const facts = (number: string, more: Partial<AssetFacts> = {}): AssetFacts => ({
  ...{
    number,
    name: 'Pump',
    typeKey: 'pump',
    tagKey: null,
    tagId: null,
    department: null,
    person: false,
    retired: false,
  },
  ...{ manufacturer: null, model: null, serial: null, udi: null, riskClass: null, homeZoneId: null, homeZone: null },
  ...{ attributes: {}, kitNumber: null, ...more },
});

function houseOf(assets: readonly AssetFacts[], hidden: readonly string[] = []): RegisterHouse {
  return {
    visibility: seesEverything,
    assets: new Map(
      assets.map((one, index) => [one.number, { id: index + 1, facts: one, seen: !hidden.includes(one.number) }]),
    ),
    types: new Map([
      ['pump', { key: 'pump', name: 'Pump', attributes }],
      ['bed', { key: 'bed', name: 'Bed', attributes: [{ ...attributes[0], required: true }] }],
    ]),
    zones: new Map([['house/main/f0/store', 7]]),
    parts: assets.flatMap(({ kitNumber, number }) => (kitNumber === null ? [] : [{ kit: kitNumber, part: number }])),
    statuses: new Map(assets.map(({ number }) => [number, 'in-use'])),
    personsLocated: true,
  };
}

async function plan(text: string, house: RegisterHouse, skipWrong = false) {
  return planImport(await readTable(Buffer.from(text)), house, skipWrong, () => Promise.resolve());
}
const errorsOf = async (text: string, house = houseOf([])) =>
  (await plan(text, house)).report.errors.map(({ row, column, reason }) => `${row} ${column}: ${reason}`);

describe('an import', () => {
  it('tells new, changed and unchanged rows apart, column by column', async () => {
    const house = houseOf([facts('P-1', { serial: 'A' }), facts('P-2')]);
    const { report, writes } = await plan(
      'number;name;serial;home_zone;attribute.load\nP-1;Pump;B;house/main/f0/store;1,5\nP-2;Pump;;;',
      house,
    );
    expect(report).toMatchObject({ rows: 2, created: 0, changed: 1, unchanged: 1, wrong: 0 });
    expect(report.changes).toEqual([
      {
        ...{ row: 2, number: 'P-1', kind: 'changed' },
        fields: [
          { column: 'serial', before: 'A', after: 'B' },
          { column: 'home_zone', before: '', after: 'house/main/f0/store' },
          { column: 'attribute.load', before: '', after: '1.5' },
        ],
      },
    ]);
    expect(writes).toMatchObject([{ id: 1, serial: 'B', homeZoneId: 7, attributes: { load: 1.5 } }]);
  });

  it('says what is wrong by row and column', async () => {
    const head = 'number,name,type,tag,risk_class,home_zone,kit,attribute.load,attribute.colour,serial';
    const rows = [
      'A,,pump,,,,,,,',
      'B,Pump,lamp,,,,,,,',
      'C,Pump,pump,t1,grave,nowhere,X,ten,red,',
      `D,Pump,pump,t1,,,,,,${'s'.repeat(121)}`,
      'D,Pump,pump,,,,,,,',
      ',Pump,pump,,,,,,,',
      'E,Bed,bed,,,,,,,',
    ];
    expect(await errorsOf([head, ...rows].join('\n'))).toEqual([
      '2 name: it is missing: every asset has a name',
      '3 type: there is no such type: write the key of one, or make it first',
      '4 risk_class: it is one of low, medium, high, life-support',
      '4 home_zone: there is no such zone: write site/building/floor/zone, such as house/main/f0/store',
      '4 attribute.load: Load is a number, such as 12.5',
      '4 attribute.colour: the type Pump has no attribute "colour"',
      `5 serial: it has 121 characters; 120 is the most`,
      '6 number: the number D is in line 5 already',
      '7 number: it is missing: every row has a number',
      '8 attribute.load: Load is missing; every Bed has it',
    ]);
  });

  it('lets a tag go from one row to another, and not from what the file does not name', async () => {
    const house = houseOf(
      [facts('P-1', { tagKey: 't1' }), facts('P-2', { tagKey: 't2' }), facts('H', { tagKey: 'h' })],
      ['H'],
    );
    expect((await plan('number,tag\nP-1,t2\nP-2,t1', house)).report).toMatchObject({ changed: 2, wrong: 0 });
    expect(await errorsOf('number,tag\nP-1,t2', house)).toEqual(['2 tag: the tag t2 is on P-2 (Pump)']);
    expect(await errorsOf('number,tag\nP-1,h\nH,', house)).toEqual([
      ...['2 tag: the tag h is not free', '3 number: the number H is not free'],
    ]);
  });

  it('writes nothing while a row is wrong, and without it only what does not depend on it when asked', async () => {
    const house = houseOf([facts('P-1', { tagKey: 't1' })]);
    const text =
      'number,name,type,tag,kit\nP-1,,pump,,\nN-1,New,pump,t1,\nN-2,Kit,nothing,,\nN-3,Part,pump,,N-2\nN-4,Alone,pump,,';
    expect((await plan(text, house)).writes).toEqual([]);
    const { report, writes } = await plan(text, house, true);
    expect(report.errors.map(({ row, column }) => [row, column])).toEqual([
      ...[
        [2, 'name'],
        [3, 'tag'],
        [4, 'type'],
        [5, 'kit'],
      ],
    ]);
    expect(writes.map(({ number }) => number)).toEqual(['N-4']);
  });

  it('keeps what whoever imports is not shown', async () => {
    const house = houseOf(
      [facts('P-1', { homeZone: 'annex/main/f0/store', homeZoneId: 9, kitNumber: 'H' }), facts('H')],
      ['H'],
    );
    expect((await plan('number,home_zone,kit,serial\nP-1,,,S', house)).writes).toMatchObject([
      { homeZoneId: 9, kitNumber: 'H', serial: 'S' },
    ]);
  });

  it('names the columns that it does not know, and those of exports that it does not read', async () => {
    const { report } = await plan('number,colour,x_m,status,zone\nP-1,,,,Store', houseOf([facts('P-1')]));
    expect(report.ignoredColumns).toEqual(['colour']);
    expect(report.unreadColumns).toEqual(['zone']);
  });

  it('reads what German spreadsheets make of yes, no and numbers', async () => {
    const rows = [
      ['A', 'WAHR', '12,5'],
      ['B', 'Falsch', ',5'],
      ['C', 'JA', '-1,5e-7'],
      ['D', 'nein', '3'],
    ];
    const lines = rows.map(([number, mobile, load]) => `${number};Pump;pump;${mobile};${load}`);
    const { report, writes } = await plan(
      ['number;name;type;attribute.mobile;attribute.load', ...lines].join('\n'),
      houseOf([]),
    );
    expect(report.errors).toEqual([]);
    expect(writes.map(({ attributes: { mobile, load } }) => [mobile, load])).toEqual([
      ...[
        [true, 12.5],
        [false, 0.5],
        [true, -1.5e-7],
        [false, 3],
      ],
    ]);
  });

  it('counts the rows whose status is another than that of the asset, and changes none', async () => {
    const rows = ['P-1,,,in-use', 'P-2,,, Available ', 'P-3,,,', 'N-1,New,pump,retired', 'N-2,New,pump,available'];
    const house = houseOf([facts('P-1'), facts('P-2'), facts('P-3')]);
    const given = rows.map((row) => row.replace(/^(P-\d),,/, '$1,Pump,pump'));
    const { report } = await plan(['number,name,type,status', ...given].join('\n'), house);
    expect(report).toMatchObject({ unchanged: 3, created: 2, unreadColumns: ['status'], otherStatus: 2 });
  });

  it('of what was exported changes nothing', async () => {
    const text = fc.oneof(
      fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
      fc.string({
        minLength: 1,
        maxLength: 6,
        unit: fc.constantFrom("'", '=', '-', '"', ',', ';', '\n', '\r', ' ', '0'),
      }),
    );
    const stored = text.map((one) => one.replaceAll('\0', '')).filter((one) => one.trim() !== '');
    const values = fc.record(
      {
        load: fc.double({ noNaN: true, noDefaultInfinity: true }),
        ...{ note: stored, mobile: fc.boolean(), stand: fc.constantFrom('wall', '=floor') },
        built: fc
          .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
          .map((day) => day.toISOString().slice(0, 10)),
        gone: fc.constant('of a type that had it once'),
      },
      { requiredKeys: [], noNullPrototype: true },
    );
    const maybe = fc.option(stored);
    const asset = fc.record({
      ...{
        number: stored,
        name: stored,
        department: maybe,
        manufacturer: maybe,
        model: maybe,
        serial: maybe,
        udi: maybe,
      },
      ...{ person: fc.boolean(), riskClass: fc.option(fc.constantFrom(...riskClasses)), attributes: values },
      homeZoneId: fc.constantFrom(null, 7),
    });
    const assets = fc.uniqueArray(asset, { selector: ({ number }) => number.trim(), maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(assets, fc.constantFrom(',', ';'), async (given, separator) => {
        const all = given.map(({ homeZoneId, attributes, number, ...more }) =>
          facts(number, {
            ...more,
            homeZoneId,
            homeZone: homeZoneId && 'house/main/f0/store',
            attributes: attributes as AttributeValues,
          }),
        );
        const keys = attributes.map(({ key }) => key);
        const lines = all.map((one) => [
          ...registerColumns.map(({ cell }) => cell(one)),
          ...keys.map((key) => attributeCell(one.attributes, key)),
        ]);
        const head = [...registerColumns.map(({ name }) => name), ...keys.map(attributeColumn)];
        const language = separator === ';' ? 'de' : 'en';
        const file = `\uFEFF${[head, ...lines].map((cells) => csvLine(cells, language)).join('')}`;
        const table = await readTable(Buffer.from(file));
        expect(wantedOf(table).numbers).toEqual(expect.arrayContaining(all.map(({ number }) => number)));
        expect(table.separator).toBe(separator);
        const { report, writes } = await planImport(table, houseOf(all), false, () => Promise.resolve());
        expect([report.errors, report.changes, writes]).toEqual([[], [], []]);
        expect(report.unchanged).toBe(all.length);
      }),
    );
  });
});
