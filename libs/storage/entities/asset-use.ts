import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { AssetStatus, PlacedStatus, StatusSource } from '#contracts/asset-status';
import type { ZoneKind } from '#contracts/floorplan';
import { Asset, AssetType } from './assets.js';
import { UserAccount } from './people.js';
import { Site, Zone } from './places.js';

/** What the status of an asset became, and why; only added to. */
@Entity('status_change')
@Index('status_change_asset_idx', ['assetId', 'id'])
export class StatusChange {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  id!: string;

  @ForeignKey(() => Asset)
  @Column('integer')
  assetId!: number;

  @Column('text')
  status!: AssetStatus;

  @Column('timestamptz')
  since!: Date;

  @Column('text')
  source!: StatusSource;

  /** Name of who said it. */
  @Column('text', { nullable: true })
  changedBy!: string | null;

  @Column('text', { nullable: true })
  note!: string | null;

  /** The zone whose rule it was. */
  @Column('integer', { nullable: true })
  zoneId!: number | null;

  /** The change that was taken back: this one says again what was before it. By whom, and when. */
  @Column('bigint', { nullable: true })
  undoes!: string | null;

  @Column('text', { nullable: true })
  undoneBy!: string | null;

  @Column('timestamptz', { nullable: true })
  undoneAt!: Date | null;
}

/** What a person did last with an asset, so that they can take it back. */
@Entity('last_act')
export class LastActRow {
  @ForeignKey(() => Asset)
  @PrimaryColumn('integer')
  assetId!: number;

  /** Null for a key. */
  @ForeignKey(() => UserAccount)
  @Column('integer', { nullable: true })
  userId!: number | null;

  @Column('text')
  doneBy!: string;

  @Column('timestamptz', { default: () => 'now()' })
  at!: Date;

  @Column('text')
  kind!: string;

  /** The reservation, loan, defect or report that it is about. */
  @Column('bigint', { nullable: true })
  subjectId!: string | null;

  /** The status that it wrote. */
  @Column('bigint', { nullable: true })
  changeId!: string | null;

  /** The room label that was learnt from it. */
  @Column('integer', { nullable: true })
  labelId!: number | null;
}

/** What standing in zones of one kind means, for all types (null) or one. */
@Entity('status_rule')
@Index('status_rule_kind_idx', ['zoneKind', 'assetTypeId'], { unique: true })
export class StatusRuleRow {
  @PrimaryGeneratedColumn('identity')
  id!: number;

  @Column('text')
  zoneKind!: ZoneKind;

  @ForeignKey(() => AssetType)
  @Column('integer', { nullable: true })
  assetTypeId!: number | null;

  @Column('text', { nullable: true })
  status!: PlacedStatus | null;

  @Column('integer', { name: 'dwell_s' })
  dwellS!: number;
}

/** Somebody wants an asset; it holds until `expiresAt` or `endedAt`. */
@Entity('reservation')
@Index('reservation_asset_idx', ['assetId'], { where: 'ended_at IS NULL' })
@Index('reservation_expires_idx', ['expiresAt'], { where: 'ended_at IS NULL' })
export class Reservation {
  @PrimaryGeneratedColumn('identity')
  id!: number;

  @ForeignKey(() => Asset)
  @Column('integer')
  assetId!: number;

  /** Null for a key. */
  @ForeignKey(() => UserAccount)
  @Column('integer', { nullable: true })
  userId!: number | null;

  @Column('text')
  reservedBy!: string;

  @Column('text', { nullable: true })
  note!: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  reservedAt!: Date;

  @Column('timestamptz')
  expiresAt!: Date;

  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;
}

/** An asset was lent to somebody. */
@Entity('loan')
@Index('loan_open_idx', ['assetId'], { unique: true, where: 'returned_at IS NULL' })
export class Loan {
  @PrimaryGeneratedColumn('identity')
  id!: number;

  @ForeignKey(() => Asset)
  @Column('integer')
  assetId!: number;

  @Column('text')
  borrower!: string;

  @Column('text')
  lentBy!: string;

  @Column('timestamptz', { default: () => 'now()' })
  lentAt!: Date;

  @Column('timestamptz', { nullable: true })
  dueAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  returnedAt!: Date | null;
}

/** What somebody found wrong with an asset. */
@Entity('defect')
@Index('defect_open_idx', ['assetId'], { where: 'mended_at IS NULL' })
export class Defect {
  @PrimaryGeneratedColumn('identity')
  id!: number;

  @ForeignKey(() => Asset)
  @Column('integer')
  assetId!: number;

  @Column('text')
  text!: string;

  @Column('text')
  reportedBy!: string;

  @Column('timestamptz', { default: () => 'now()' })
  reportedAt!: Date;

  @Column('timestamptz', { nullable: true })
  mendedAt!: Date | null;
}

/** Somebody looked for an asset and found it, or did not find it where it was told to be. */
@Entity('find_report')
@Index('find_report_asset_idx', ['assetId', 'at'])
@Index('find_report_at_idx', ['at'])
export class FindReport {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  id!: string;

  @ForeignKey(() => Asset)
  @Column('integer')
  assetId!: number;

  @ForeignKey(() => UserAccount)
  @Column('integer', { nullable: true })
  userId!: number | null;

  @Column('text')
  kind!: 'found' | 'not-here';

  @Column('timestamptz', { default: () => 'now()' })
  at!: Date;

  /** Where it was told to be, and since when. */
  @Column('integer', { nullable: true })
  toldZoneId!: number | null;

  @Column('timestamptz', { nullable: true })
  toldSince!: Date | null;

  /** Where it was found. */
  @Column('integer', { nullable: true })
  zoneId!: number | null;

  /** From the begin of the search, milliseconds. */
  @Column('integer', { nullable: true })
  searchMs!: number | null;
}

/** How many of a type should be ready in a zone or department at a time of the week. */
@Entity('par_level')
export class ParLevelRow {
  @PrimaryGeneratedColumn('identity')
  id!: number;

  @ForeignKey(() => AssetType)
  @Column('integer')
  assetTypeId!: number;

  @ForeignKey(() => Zone)
  @Column('integer', { nullable: true })
  zoneId!: number | null;

  @Column('text', { nullable: true })
  department!: string | null;

  /** Where zone or department are. */
  @ForeignKey(() => Site)
  @Column('integer')
  siteId!: number;

  /** Days of the week, 1 is Monday. */
  @Column('smallint', { array: true })
  days!: number[];

  @Column('smallint')
  fromMinute!: number;

  @Column('smallint')
  untilMinute!: number;

  @Column('integer')
  target!: number;

  @Column('integer')
  criticalMin!: number;

  @Column('integer', { nullable: true })
  criticalMax!: number | null;
}

/** A search that somebody made lately or pinned. */
@Entity('kept_search')
export class KeptSearchRow {
  @ForeignKey(() => UserAccount)
  @PrimaryColumn('integer')
  userId!: number;

  @PrimaryColumn('text')
  query!: string;

  @Column('boolean', { default: false })
  pinned!: boolean;

  @Column('timestamptz', { default: () => 'now()' })
  usedAt!: Date;
}
