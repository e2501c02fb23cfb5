import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { AssetStatus, StatusSource } from '#contracts/asset-status';
import type { AssetAttribute, AssetIcon, AttributeValues } from '#contracts/asset-types';
import type { RiskClass } from '#contracts/assets';
import { Zone } from './places.js';

/** The radio on an asset, under its normalised key. */
@Entity('tag')
@Unique(['key'])
export class Tag {
  @PrimaryGeneratedColumn('identity')
  id!: number;

  @Column('text')
  key!: string;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;

  /** Up to then a person carried it, of whom nothing may be known. */
  @Column('timestamptz', { nullable: true })
  forgottenAt!: Date | null;
}

@Entity('asset_type')
@Unique(['key'])
export class AssetType {
  @PrimaryGeneratedColumn('identity')
  id!: number;

  @Column('text')
  key!: string;

  @Column('text')
  name!: string;

  /** Its picture on map and lists. */
  @Column('text', { default: 'device' })
  icon!: AssetIcon;

  /** Other words people use for it. */
  @Column('text', { array: true, default: [] })
  synonyms!: string[];

  /** The free attributes its assets have. */
  @Column('jsonb', { default: [] })
  attributes!: AssetAttribute[];
}

/** The thing people look for. A retired one keeps its row for the sake of history, but no tag. */
@Entity('asset')
@Unique(['number'])
@Unique(['tagId'])
@Index('asset_kit_idx', ['kitId'], { where: 'kit_id IS NOT NULL' })
@Index('asset_udi_key_idx', ['udiKey'], { where: 'udi_key IS NOT NULL' })
@Index('asset_type_idx', ['assetTypeId'])
// Of these only some rows, or what a function makes of a column: their migration has them.
@Index('asset_number_lower_idx', { synchronize: false })
@Index('asset_serial_lower_idx', { synchronize: false })
@Index('asset_list_number_idx', { synchronize: false })
@Index('asset_list_name_idx', { synchronize: false })
@Index('asset_list_status_idx', { synchronize: false })
@Index('asset_list_department_idx', { synchronize: false })
@Index('asset_trigrams_idx', { synchronize: false })
export class Asset {
  @PrimaryGeneratedColumn('identity')
  id!: number;

  @Column('text')
  number!: string;

  @Column('text')
  name!: string;

  @ForeignKey(() => AssetType)
  @Column('integer')
  assetTypeId!: number;

  @ForeignKey(() => Tag)
  @Column('integer', { nullable: true })
  tagId!: number | null;

  /** Whose it is; null for equipment of the whole house. */
  @Column('text', { nullable: true })
  department!: string | null;

  /** A person carries the tag. */
  @Column('boolean', { default: false })
  person!: boolean;

  @Column('timestamptz', { nullable: true })
  retiredAt!: Date | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;

  /** Since when it carries its tag. */
  @Column('timestamptz', { default: () => 'now()' })
  tagSince!: Date;

  @Column('text', { nullable: true })
  serial!: string | null;

  /** Unique Device Identification, as it stands on the label. */
  @Column('text', { nullable: true })
  udi!: string | null;

  /** The same for every way to write the UDI (udiKey). */
  @Column('text', { nullable: true })
  udiKey!: string | null;

  @Column('text', { nullable: true })
  manufacturer!: string | null;

  @Column('text', { nullable: true })
  model!: string | null;

  @Column('text', { nullable: true })
  riskClass!: RiskClass | null;

  /** Where it belongs when nobody uses it. */
  @ForeignKey(() => Zone)
  @Column('integer', { nullable: true })
  homeZoneId!: number | null;

  /** Values of the attributes of its type. */
  @Column('jsonb', { default: {} })
  attributes!: AttributeValues;

  /** The kit it belongs to; without a tag of its own it is where the kit is. */
  @ForeignKey(() => Asset)
  @Column('integer', { nullable: true })
  kitId!: number | null;

  @Column('text', { default: 'available' })
  status!: AssetStatus;

  @Column('timestamptz', { default: () => 'now()' })
  statusSince!: Date;

  @Column('text', { default: 'start' })
  statusSource!: StatusSource;

  /** Name of who said it. */
  @Column('text', { nullable: true })
  statusBy!: string | null;

  @Column('text', { nullable: true })
  statusNote!: string | null;

  /** By what it is found; a trigger writes it. */
  @Column({ type: 'text', default: '', insert: false, update: false })
  words!: string;
}

/** What an asset looks like. */
@Entity('asset_photo')
export class AssetPhoto {
  @ForeignKey(() => Asset)
  @PrimaryColumn('integer')
  assetId!: number;

  /** Media type. */
  @Column('text')
  type!: string;

  @Column('bytea')
  bytes!: Buffer;

  @Column('timestamptz')
  changedAt!: Date;
}

/** An asset carried a tag from `since` until `until`. */
@Entity('tag_pairing')
@Index('tag_pairing_asset_idx', ['assetId', 'since'])
@Index('tag_pairing_tag_idx', ['tagId', 'since'])
@Index('tag_pairing_open_asset_idx', ['assetId'], { unique: true, where: 'until IS NULL' })
@Index('tag_pairing_open_tag_idx', ['tagId'], { unique: true, where: 'until IS NULL' })
export class TagPairing {
  @PrimaryGeneratedColumn('identity')
  id!: number;

  @ForeignKey(() => Asset)
  @Column('integer')
  assetId!: number;

  @ForeignKey(() => Tag)
  @Column('integer')
  tagId!: number;

  @Column('timestamptz', { default: () => 'now()' })
  since!: Date;

  @Column('timestamptz', { nullable: true })
  until!: Date | null;

  /** Name of who paired them; null for the installation itself. */
  @Column('text', { nullable: true })
  pairedBy!: string | null;
}

/** An asset belonged to a kit from `since` until `until`. */
@Entity('kit_membership')
@Index('kit_membership_asset_idx', ['assetId', 'since'])
@Index('kit_membership_open_idx', ['assetId'], { unique: true, where: 'until IS NULL' })
export class KitMembership {
  @PrimaryGeneratedColumn('identity')
  id!: number;

  @ForeignKey(() => Asset)
  @Column('integer')
  assetId!: number;

  @ForeignKey(() => Asset)
  @Column('integer')
  kitId!: number;

  @Column('timestamptz', { default: () => 'now()' })
  since!: Date;

  @Column('timestamptz', { nullable: true })
  until!: Date | null;
}

/** What a tag said last of its battery. */
@Entity('tag_battery')
export class TagBattery {
  @ForeignKey(() => Tag)
  @PrimaryColumn('integer')
  tagId!: number;

  @Column('real', { nullable: true })
  percent!: number | null;

  @Column('integer', { nullable: true })
  millivolts!: number | null;

  @Column('timestamptz')
  observedAt!: Date;
}

/** A key that was heard but belongs to nothing registered. */
@Entity('unassigned_sighting')
export class UnassignedSighting {
  @PrimaryColumn('text')
  kind!: 'tag' | 'reader';

  @PrimaryColumn('text')
  key!: string;

  @Column('bigint')
  count!: string;

  @Column('timestamptz')
  firstSeenAt!: Date;

  @Column('timestamptz')
  lastSeenAt!: Date;

  @Column('text')
  heardWith!: string;

  /** Null where no level was heard: the place came from another engine, or a distance was measured. */
  @Column('real', { nullable: true })
  rssiDbm!: number | null;
}
