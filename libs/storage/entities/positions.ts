import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { PositionMethod } from '#contracts/position';

/*
 * The tables a batch writes. They carry no foreign keys: the worker takes every id from the directory, and
 * a lookup per row would cost more than the row.
 */

/** Where a tag was; one partition a day (docs/decisions/positions-by-day.md). Lengths in metres. */
@Entity('position')
export class PositionRow {
  @PrimaryColumn('integer')
  tagId!: number;

  @PrimaryColumn('timestamptz')
  observedAt!: Date;

  @Column('integer')
  floorId!: number;

  @Column('real')
  x!: number;

  @Column('real')
  y!: number;

  @Column('real')
  varX!: number;

  @Column('real')
  varY!: number;

  @Column('real')
  covXY!: number;

  @Column('real')
  radius90M!: number;

  @Column('integer', { nullable: true })
  zoneId!: number | null;

  @Column('text')
  method!: PositionMethod;

  /** Arrived after a newer position of the tag had been stored: mends history, moves nothing. */
  @Column('boolean', { default: false })
  late!: boolean;
}

/** The newest position of each tag and what the pipeline remembers of it. Only the key is indexed: updates stay HOT. */
@Entity('current_position')
export class CurrentPosition {
  @PrimaryColumn('integer')
  tagId!: number;

  @Column('integer')
  floorId!: number;

  @Column('real')
  x!: number;

  @Column('real')
  y!: number;

  @Column('real')
  varX!: number;

  @Column('real')
  varY!: number;

  @Column('real')
  covXY!: number;

  @Column('real')
  radius90M!: number;

  @Column('integer', { nullable: true })
  zoneId!: number | null;

  @Column('timestamptz', { nullable: true })
  inZoneSince!: Date | null;

  @Column('timestamptz')
  observedAt!: Date;

  @Column('text')
  method!: PositionMethod;

  @Column('smallint')
  partition!: number;

  /** The last batch of the journal that is contained in `state`. */
  @Column('bigint')
  journalSequence!: string;

  @Column('bytea')
  state!: Buffer;

  /** Zones the tag may be in and their probabilities, likeliest first. */
  @Column('jsonb', { default: [] })
  zones!: [zoneId: number, probability: number][];

  @Column('boolean', { default: false })
  ambiguous!: boolean;

  @Column('integer', { nullable: true })
  reportingIntervalMs!: number | null;
}

/** A tag stayed in a zone from `enteredAt` to `leftAt`. */
@Entity('visit')
@Unique(['tagId', 'enteredAt'])
@Index(['zoneId', 'enteredAt'])
@Index('visit_asset_idx', ['assetId', 'enteredAt'])
@Index('visit_open_idx', ['tagId'], { where: 'left_at IS NULL' })
export class Visit {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  id!: string;

  @Column('integer')
  tagId!: number;

  /** The asset that carried the tag at the time of entering. */
  @Column('integer', { nullable: true })
  assetId!: number | null;

  @Column('integer')
  zoneId!: number;

  @Column('integer')
  floorId!: number;

  @Column('timestamptz')
  enteredAt!: Date;

  @Column('timestamptz', { nullable: true })
  leftAt!: Date | null;
}

/** The batches of each partition in the order of their commits; a worker that takes a partition over reads them again. */
@Entity('reading_journal')
@Unique(['partition', 'batchId'])
@Index(['partition', 'sequence'])
export class ReadingJournal {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  sequence!: string;

  @Column('smallint')
  partition!: number;

  @Column('uuid')
  batchId!: string;

  @Column('timestamptz', { default: () => 'now()' })
  committedAt!: Date;

  @Column('bytea')
  readings!: Buffer;
}

/** When a reader was last heard and how it usually reports, to tell a silent reader from a silent tag. */
@Entity('reader_status')
export class ReaderStatus {
  @PrimaryColumn('integer')
  readerId!: number;

  @Column('timestamptz')
  lastHeardAt!: Date;

  /** How old its newest reading usually gets before the next one comes, milliseconds. */
  @Column('integer')
  usualGapMs!: number;
}
