import { randomUUID } from 'node:crypto';
import type { ReadingsJob } from '#contracts/queue';
import type { ReadyMadeColumns } from '../ready-made/ready-made-columns.js';
import type { ReadingColumns } from './reading-columns.js';

type RangeColumns = NonNullable<ReadingsJob['ranges']>;
type PlaceColumns = NonNullable<ReadingsJob['readyMade']>;
/** As the job has them, but with whole times: where they begin is known last. */
type Timed<Columns> = Omit<Columns, 'observedMs'> & { observedAt: number[] };

/** What travels together to one partition, column by column. */
export class Gathered {
  private readonly levels: Timed<Pick<ReadingsJob, 'tagId' | 'readerId' | 'antenna' | 'rssiDbm' | 'observedMs'>> = {
    tagId: [],
    readerId: [],
    antenna: [],
    rssiDbm: [],
    observedAt: [],
  };
  private readonly ranges: Timed<RangeColumns> = { tagId: [], readerId: [], antenna: [], rangeM: [], observedAt: [] };
  private readonly places: Timed<PlaceColumns> = {
    tagId: [],
    floorId: [],
    x: [],
    y: [],
    accuracyM: [],
    observedAt: [],
  };

  /** Copies one row of a batch of readings. */
  addReading(columns: ReadingColumns, row: number): void {
    const rangeM = columns.rangeM[row];
    const measured = Number.isNaN(rangeM) ? this.levels : this.ranges;
    measured.tagId.push(columns.tagId[row]);
    measured.readerId.push(columns.readerId[row]);
    measured.antenna.push(columns.antenna[row]);
    measured.observedAt.push(columns.observedAt[row]);
    if (Number.isNaN(rangeM)) this.levels.rssiDbm.push(columns.rssiDbm[row]);
    else this.ranges.rangeM.push(rangeM);
  }

  /** Copies one row of a batch of positions from another engine. */
  addReadyMade(columns: ReadyMadeColumns, row: number): void {
    this.places.tagId.push(columns.tagId[row]);
    this.places.floorId.push(columns.floorId[row]);
    this.places.x.push(columns.x[row]);
    this.places.y.push(columns.y[row]);
    this.places.accuracyM.push(columns.accuracyM[row]);
    this.places.observedAt.push(columns.observedAt[row]);
  }

  /** Everything as jobs of at most so many readings of a kind. */
  jobs(most: number, receivedAt: number): ReadingsJob[] {
    const longest = Math.max(this.levels.tagId.length, this.ranges.tagId.length, this.places.tagId.length);
    const jobs: ReadingsJob[] = [];
    for (let from = 0; from < longest; from += most) jobs.push(this.job(from, from + most, receivedAt));
    return jobs;
  }

  private job(from: number, to: number, receivedAt: number): ReadingsJob {
    const levels = cut(this.levels, from, to);
    const ranges = cut(this.ranges, from, to);
    const readyMade = cut(this.places, from, to);
    let baseMs = Infinity;
    for (const { observedAt } of [levels, ranges, readyMade]) for (const at of observedAt) if (at < baseMs) baseMs = at;
    return {
      version: 1,
      id: randomUUID(),
      receivedAt,
      baseMs,
      ...since(levels, baseMs),
      ...(ranges.tagId.length > 0 && { ranges: since(ranges, baseMs) }),
      ...(readyMade.tagId.length > 0 && { readyMade: since(readyMade, baseMs) }),
    };
  }
}

function cut<Columns extends Record<string, number[]>>(columns: Columns, from: number, to: number): Columns {
  return Object.fromEntries(Object.entries(columns).map(([name, rows]) => [name, rows.slice(from, to)])) as Columns;
}

function since<Columns extends { observedAt: number[] }>({ observedAt, ...columns }: Columns, baseMs: number) {
  return { ...columns, observedMs: observedAt.map((at) => at - baseMs) };
}
