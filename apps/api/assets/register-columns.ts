import { type AssetAttribute, type AttributeValues } from '#contracts/asset-types';
import { riskClasses } from '#contracts/assets';
import { isDay } from '#contracts/attribute-values';
import { normaliseKey } from '#contracts/readings';
import type { AssetFacts } from '#storage/asset-changes';
import type { RegisterType } from '#storage/register-house';
import type { CsvCell } from '../http/csv.js';

/** What files tell of the register: what is not shown to who asks is null. */
export type ToldFacts = Omit<AssetFacts, 'tagId' | 'retired' | 'homeZoneId'>;

/** What a cell says, or why it says nothing. */
export type Read = { value: unknown } | { reason: string };

/** What cells are read by. */
export interface Reading {
  types: ReadonlyMap<string, RegisterType>;
  zones: ReadonlyMap<string, number>;
  /** In files with another separator than commas, numbers may have one. */
  decimalComma: boolean;
}

interface RegisterColumn {
  /** Heading. */
  name: string;
  /** Field of an asset that is written. */
  field:
    | 'number'
    | 'name'
    | 'typeKey'
    | 'department'
    | 'person'
    | 'tagKey'
    | 'manufacturer'
    | 'model'
    | 'serial'
    | 'udi'
    | 'riskClass'
    | 'homeZoneId'
    | 'kitNumber';
  cell: (asset: ToldFacts) => CsvCell;
  /** @param text not empty */
  read: (text: string, reading: Reading) => Read;
  /** What an empty cell says. */
  empty: unknown;
}

const text =
  (most: number) =>
  (given: string): Read =>
    given.length <= most ? { value: given } : { reason: `it has ${given.length} characters; ${most} is the most` };
const needed = undefined;

/** Columns that are written by export and read by import, besides those of attributes. */
export const registerColumns: readonly RegisterColumn[] = [
  { name: 'number', field: 'number', cell: ({ number }) => number, read: text(64), empty: needed },
  { name: 'name', field: 'name', cell: ({ name }) => name, read: text(120), empty: needed },
  { name: 'type', field: 'typeKey', cell: ({ typeKey }) => typeKey, read: readType, empty: needed },
  { name: 'department', field: 'department', cell: ({ department }) => department, read: text(120), empty: null },
  { name: 'person', field: 'person', cell: ({ person }) => person, read: readYesNo, empty: false },
  { name: 'tag', field: 'tagKey', cell: ({ tagKey }) => tagKey, read: readTag, empty: null },
  {
    name: 'manufacturer',
    field: 'manufacturer',
    cell: ({ manufacturer }) => manufacturer,
    read: text(120),
    empty: null,
  },
  { name: 'model', field: 'model', cell: ({ model }) => model, read: text(120), empty: null },
  { name: 'serial', field: 'serial', cell: ({ serial }) => serial, read: text(120), empty: null },
  { name: 'udi', field: 'udi', cell: ({ udi }) => udi, read: text(200), empty: null },
  { name: 'risk_class', field: 'riskClass', cell: ({ riskClass }) => riskClass, read: readRiskClass, empty: null },
  { name: 'home_zone', field: 'homeZoneId', cell: ({ homeZone }) => homeZone, read: readZone, empty: null },
  { name: 'kit', field: 'kitNumber', cell: ({ kitNumber }) => kitNumber, read: text(64), empty: null },
];

/** Columns of exports that import passes over: they say where an asset is, or what became of it. */
export const passedOver: readonly string[] = [
  ...['type_name', 'status', 'status_since', 'site', 'floor', 'zone', 'in_zone_since'],
  ...['x_m', 'y_m', 'radius90_m', 'observed_at', 'freshness', 'method'],
  ...['battery_percent', 'battery_mv', 'battery_at'],
];

const attributePrefix = 'attribute.';

/** The key of the attribute that a column is of; null for other columns. */
export function attributeOf(column: string): string | null {
  return column.startsWith(attributePrefix) ? column.slice(attributePrefix.length) : null;
}

export function attributeColumn(key: string): string {
  return attributePrefix + key;
}

/** As a file has it. */
export function attributeCell(values: AttributeValues, key: string): CsvCell {
  return Object.hasOwn(values, key) ? values[key] : null;
}

export function readAttribute(attribute: AssetAttribute, given: string, { decimalComma }: Reading): Read {
  switch (attribute.kind) {
    case 'number': {
      const point = decimalComma ? given.replace(/^(-?\d*),(\d+(e[+-]?\d+)?)$/i, '$1.$2') : given;
      const value = Number(point);
      return /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(point) && Number.isFinite(value)
        ? { value }
        : { reason: `${attribute.name} is a number, such as 12.5` };
    }
    case 'yes-no':
      return readYesNo(given);
    case 'date': {
      const day = given.replace(/^(\d\d?)\.(\d\d?)\.(\d{4})$/, (_, d: string, m: string, y: string) =>
        [y, m.padStart(2, '0'), d.padStart(2, '0')].join('-'),
      );
      return isDay(day) ? { value: day } : { reason: `${attribute.name} is a day, such as 2026-03-31` };
    }
    case 'choice': {
      const { choices } = attribute;
      const choice = choices.find((one) => one === given) ?? choices.find((one) => same(one, given));
      return choice === undefined ? { reason: `${attribute.name} is one of ${choices.join(', ')}` } : { value: choice };
    }
    case 'text':
      return text(500)(given);
  }
}

function readYesNo(given: string): Read {
  if (/^(true|yes|wahr|ja|1|x)$/i.test(given)) return { value: true };
  if (/^(false|no|falsch|nein|0)$/i.test(given)) return { value: false };
  return { reason: 'it is true or false' };
}

function readTag(given: string): Read {
  return given.length <= 128 ? { value: normaliseKey(given) } : { reason: 'a tag has 128 characters at most' };
}

/** By key, or by name when only one type is called so. */
function readType(given: string, { types }: Reading): Read {
  if (types.has(given)) return { value: given };
  const named = [...types.values()].filter(({ key, name }) => same(name, given) || same(key, given));
  if (named.length === 1) return { value: named[0].key };
  return {
    reason:
      named.length === 0
        ? 'there is no such type: write the key of one, or make it first'
        : `several types are called so: write the key of one, ${named.map(({ key }) => key).join(' or ')}`,
  };
}

function readRiskClass(given: string): Read {
  const value = riskClasses.find((one) => same(one, given));
  return value === undefined ? { reason: `it is one of ${riskClasses.join(', ')}` } : { value };
}

function readZone(given: string, { zones }: Reading): Read {
  const value = zones.get(given);
  if (value !== undefined) return { value };
  const [example] = zones.keys();
  return { reason: `there is no such zone: write site/building/floor/zone${example ? `, such as ${example}` : ''}` };
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
