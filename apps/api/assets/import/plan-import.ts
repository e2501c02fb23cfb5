import type { ImportReport } from '#contracts/asset-import';
import { normaliseKey } from '#contracts/readings';
import { type AssetField, AssetChecks } from '#storage/check-assets';
import type { RegisterHouse, Wanted } from '#storage/register-house';
import type { AssetWrite } from '#storage/write-assets';
import { attributeColumn, attributeOf, passedOver, registerColumns } from '../register-columns.js';
import { planRow, type PlannedRow } from './plan-row.js';
import type { Table } from './read-table.js';

export interface ImportPlan {
  report: Omit<ImportReport, 'written'>;
  /** What is written when it is: nothing while a row is wrong, unless those are skipped. */
  writes: AssetWrite[];
}

/** Rows between which other requests get their turn. */
const rowsAtOnce = 250;
const toldAtMost = 1_000;

/** What must be known of the register before a table can be planned. */
export function wantedOf({ columns, rows }: Table): Wanted {
  const cells = (column: string) => {
    const at = columns.indexOf(column);
    return at < 0 ? [] : rows.map((row) => row.cells[at] ?? '').filter((cell) => cell !== '' && !cell.includes('\0'));
  };
  const both = (given: string[]) => [...new Set([...given, ...given.map((each) => each.trim())])];
  return {
    numbers: both(cells('number')),
    tagKeys: cells('tag').map(normaliseKey),
    kitNumbers: both(cells('kit')),
  };
}

/**
 * What a table would make of the register: what changes, and what is wrong, by row and column.
 * @param pause between rows, so that many of them do not hold up everything else
 */
export async function planImport(
  table: Table,
  house: RegisterHouse,
  skipWrong: boolean,
  pause: () => Promise<unknown>,
): Promise<ImportPlan> {
  const reading = { types: house.types, zones: house.zones, decimalComma: table.separator !== ',' };
  const rows: PlannedRow[] = [];
  for (const row of table.rows) {
    rows.push(planRow(table, row, house, reading));
    if (rows.length % rowsAtOnce === 0) await pause();
  }
  refuseTwice(rows);
  await refuseTogether(rows, house, skipWrong, pause);
  return planOf(table, rows, house, skipWrong);
}

/** Each number, and each tag, once. */
function refuseTwice(rows: readonly PlannedRow[]): void {
  const numbers = new Map<string, number>();
  const tags = new Map<string, number>();
  for (const row of rows) {
    const { line, number, write } = row;
    const first = numbers.get(number);
    if (number !== '' && first !== undefined)
      refuse(row, 'number', `the number ${number} is in line ${first} already`, number);
    else numbers.set(number, line);
    const tagKey = write?.tagKey ?? null;
    if (tagKey === null) continue;
    const before = tags.get(tagKey);
    if (before === undefined) tags.set(tagKey, line);
    else refuse(row, 'tag', `the tag ${tagKey} is in line ${before} already`, tagKey);
  }
}

/**
 * What is wrong with rows beside others and the register: tags, kits, attributes that are missing, sight. When wrong rows are
 * skipped, what depended on them is wrong as well.
 */
async function refuseTogether(
  rows: readonly PlannedRow[],
  house: RegisterHouse,
  skipWrong: boolean,
  pause: () => Promise<unknown>,
): Promise<void> {
  for (let found = true; found;) {
    found = false;
    const right = rows.filter(({ write }) => write !== null);
    const checks = new AssetChecks(
      house,
      right.map(({ write }) => write!),
    );
    for (const [index, row] of right.entries()) {
      const write = row.write!;
      for (const { field, reason } of checks.troublesWith(write)) {
        refuse(row, columnOf(field), reason, valueOf(write, field));
        found = skipWrong;
      }
      if (index % rowsAtOnce === 0) await pause();
    }
  }
}

function refuse(row: PlannedRow, column: string | null, reason: string, value: string): void {
  row.errors.push({ row: row.line, column, value, reason });
  row.write = null;
}

function columnOf(field: AssetField): string | null {
  const key = attributeKeyOf(field);
  if (key !== null) return attributeColumn(key);
  return registerColumns.find((column) => column.field === field)?.name ?? null;
}

function attributeKeyOf(field: AssetField): string | null {
  return field.startsWith('attributes.') ? field.slice('attributes.'.length) : null;
}

function valueOf(write: AssetWrite, field: AssetField): string {
  const key = attributeKeyOf(field);
  const value = key === null ? write[field as keyof AssetWrite] : write.attributes[key];
  return value === undefined || value === null || typeof value === 'object' ? '' : String(value);
}

function planOf(table: Table, rows: readonly PlannedRow[], house: RegisterHouse, skipWrong: boolean): ImportPlan {
  const right = rows.filter(({ errors }) => errors.length === 0);
  const count = (kind: PlannedRow['kind']) => right.filter((row) => row.kind === kind).length;
  const wrong = rows.length - right.length;
  const known = new Set([...registerColumns.map(({ name }) => name), ...passedOver]);
  const changing = right.filter(({ kind }) => kind !== 'unchanged');
  return {
    report: {
      ...{ rows: rows.length, created: count('new'), changed: count('changed'), unchanged: count('unchanged'), wrong },
      errors: rows.flatMap(({ errors }) => errors).slice(0, toldAtMost),
      changes: changing.slice(0, toldAtMost).map(({ line, number, kind, fields }) => ({
        ...{ row: line, number, kind: kind === 'new' ? ('new' as const) : ('changed' as const), fields },
      })),
      ignoredColumns: table.columns.filter(
        (column) => column !== '' && !known.has(column) && attributeOf(column) === null,
      ),
      unreadColumns: passedOver.filter((column) => saysSomething(table, column)),
      otherStatus: otherStatuses(table, right, house),
    },
    writes: wrong > 0 && !skipWrong ? [] : changing.map(({ write }) => write!),
  };
}

function saysSomething({ columns, rows }: Table, column: string): boolean {
  const at = columns.indexOf(column);
  return at >= 0 && rows.some(({ cells }) => (cells[at] ?? '').trim() !== '');
}

/** How many of these rows give a status that is not the asset's; a new one is available. */
function otherStatuses({ columns, rows }: Table, right: readonly PlannedRow[], { statuses }: RegisterHouse): number {
  const at = columns.indexOf('status');
  if (at < 0) return 0;
  const given = new Map(rows.map(({ line, cells }) => [line, (cells[at] ?? '').trim().toLowerCase()]));
  return right.filter(({ line, number }) => {
    const status = given.get(line) ?? '';
    return status !== '' && status !== (statuses.get(number) ?? 'available');
  }).length;
}
