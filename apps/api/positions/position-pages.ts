import type { z } from 'zod';
import type { positionExportQuerySchema } from '#contracts/api';
import type { PositionStore, TagHistory } from '#storage/position-store';
import type { CsvCell } from '../http/csv.js';

/** Rows that are in memory at a time. */
const rowsPerPage = 2_000;

/** Columns of an exported history. Lengths in metres, times in UTC. */
export const positionColumns = [
  ...['observed_at', 'floor', 'x_m', 'y_m', 'radius90_m', 'zone', 'method'],
  ...['var_x_m2', 'var_y_m2', 'cov_xy_m2'],
];

/** A tag's history in order of time, page by page. */
export async function* positionPages(
  positions: Pick<PositionStore, 'history'>,
  history: TagHistory,
  { from, to }: z.output<typeof positionExportQuerySchema>,
): AsyncGenerator<CsvCell[][]> {
  for (let next: string | null = from; next !== null;) {
    const page = await positions.history(history, { from: next, to, limit: rowsPerPage });
    yield page.positions.map((one) => [
      ...[one.observedAt, one.floorKey, one.x, one.y, one.radius90M, one.zoneKey, one.method],
      ...[one.varX, one.varY, one.covXY],
    ]);
    next = page.next;
  }
}
