import type { importChangeSchema, importErrorSchema } from '#contracts/asset-import';
import type { z } from 'zod';
import type { AttributeValues } from '#contracts/asset-types';
import { fittingValues } from '#contracts/attribute-values';
import type { AssetFacts } from '#storage/asset-changes';
import { blankAsset, writeOf } from '#storage/register-assets';
import type { RegisterHouse } from '#storage/register-house';
import type { AssetWrite } from '#storage/write-assets';
import type { CsvCell } from '../../http/csv.js';
import {
  attributeCell,
  attributeOf,
  readAttribute,
  type Reading,
  registerColumns,
  type ToldFacts,
} from '../register-columns.js';
import type { Table, TableRow } from './read-table.js';

export type ImportError = z.infer<typeof importErrorSchema>;
type FieldChange = z.infer<typeof importChangeSchema>['fields'][number];

/** What a row asks for, checked by itself. */
export interface PlannedRow {
  line: number;
  number: string;
  kind: 'new' | 'changed' | 'unchanged';
  /** Null when something is wrong with it. */
  write: AssetWrite | null;
  fields: FieldChange[];
  errors: ImportError[];
}

/** Told of one value in an error. */
const valueLength = 200;
const noValues: AttributeValues = {};
// NUL cannot be stored.
const unstorable = /\0/;

/** The text of a cell as a file has it. */
export function cellText(cell: CsvCell): string {
  return cell === null ? '' : cell instanceof Date ? cell.toISOString() : String(cell);
}

/** The number that a row is about: as it stands there, or without spaces around it when only that one is known. */
export function numberOf(table: Table, row: TableRow, known: (number: string) => boolean): string {
  const cell = row.cells[table.columns.indexOf('number')] ?? '';
  return known(cell) ? cell : cell.trim();
}

/** What one row would make of its asset. */
export function planRow(table: Table, row: TableRow, house: RegisterHouse, reading: Reading): PlannedRow {
  const number = numberOf(table, row, (one) => house.assets.has(one));
  const known = house.assets.get(number);
  const before = known && !known.facts.retired ? known.facts : null;
  const errors: ImportError[] = [];
  const wrong = (column: string | null, value: string, reason: string) =>
    errors.push({ row: row.line, column, value: value.slice(0, valueLength), reason });
  const planned = (kind: PlannedRow['kind'], write: AssetWrite | null, fields: FieldChange[]): PlannedRow => ({
    ...{ line: row.line, number, kind, fields, errors },
    write: errors.length > 0 ? null : write,
  });
  if (number === '') wrong('number', '', 'it is missing: every row has a number');
  if (row.cells.slice(table.columns.length).some((cell) => cell !== ''))
    wrong(null, '', `the row has ${row.cells.length} values, the heading ${table.columns.length}`);
  if (known && !known.seen) wrong('number', number, `the number ${number} is not free`);
  if (errors.length > 0) return planned('new', null, []);

  const told = before && toldOf(before, house);
  const write: AssetWrite = before
    ? writeOf(known!.id, before)
    : { ...blankAsset, id: known?.id ?? null, number, name: '', typeKey: '' };
  const fields: FieldChange[] = [];
  const cellOf = (column: string) => {
    const at = table.columns.indexOf(column);
    return at < 0 ? undefined : (row.cells[at] ?? '');
  };
  for (const { name, field, cell, read, empty } of registerColumns) {
    const given = cellOf(name);
    if (field === 'number') continue;
    const was = told ? cellText(cell(told)) : '';
    // As it was, also when it could not be written so today; and what who asks is not shown stays.
    if (given === undefined || (told && given === was)) {
      if (!told && empty === undefined) wrong(name, '', `it is missing: every asset has a ${name}`);
      continue;
    }
    const trimmed = given.trim();
    if (unstorable.test(given)) wrong(name, trimmed, 'it has a character that cannot be stored');
    else if (trimmed === '' && empty === undefined) wrong(name, '', `it is missing: every asset has a ${name}`);
    else {
      const result = trimmed === '' ? { value: empty } : read(trimmed, reading);
      if ('reason' in result) wrong(name, trimmed, result.reason);
      else if (write[field] !== result.value) {
        Object.assign(write, { [field]: result.value });
        const after = field === 'homeZoneId' ? trimmed : cellText(result.value as CsvCell);
        fields.push({ column: name, before: was, after });
      }
    }
  }
  planAttributes();
  const kind = told === null ? 'new' : fields.length > 0 ? 'changed' : 'unchanged';
  return planned(kind, write, fields);

  function planAttributes(): void {
    const type = house.types.get(write.typeKey);
    if (!type) return;
    const shown =
      told && before!.typeKey === write.typeKey ? told.attributes : fittingValues(type.attributes, write.attributes);
    const values: AttributeValues = { ...shown };
    for (const column of table.columns) {
      const key = attributeOf(column);
      if (key === null) continue;
      const given = cellOf(column)!;
      const was = cellText(attributeCell(told?.attributes ?? noValues, key));
      const stays = Object.hasOwn(shown, key) ? cellText(shown[key]) : '';
      if (given === stays) continue;
      const trimmed = given.trim();
      const attribute = type.attributes.find((one) => one.key === key);
      if (trimmed === '') delete values[key];
      else if (!attribute) wrong(column, trimmed, `the type ${type.name} has no attribute "${key}"`);
      else {
        const result = unstorable.test(given)
          ? { reason: 'it has a character that cannot be stored' }
          : readAttribute(attribute, trimmed, reading);
        if ('reason' in result) wrong(column, trimmed, result.reason);
        else values[key] = result.value as AttributeValues[string];
      }
      const after = cellText(attributeCell(values, key));
      if (after !== was) fields.push({ column, before: was, after });
    }
    const asBefore = before?.typeKey === write.typeKey && !fields.some(({ column }) => attributeOf(column) !== null);
    if (!asBefore) write.attributes = values;
  }
}

/** What who asks is shown of an asset's facts. */
function toldOf(facts: AssetFacts, { zones, assets, types }: RegisterHouse): ToldFacts {
  const { homeZone, kitNumber } = facts;
  return {
    ...facts,
    homeZone: homeZone !== null && zones.has(homeZone) ? homeZone : null,
    kitNumber: kitNumber !== null && assets.get(kitNumber)?.seen ? kitNumber : null,
    attributes: fittingValues(types.get(facts.typeKey)?.attributes ?? [], facts.attributes),
  };
}
