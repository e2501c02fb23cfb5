import { Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { FloorplanAntenna, RangeLaw } from '#contracts/floorplan';
import type { Point } from '#contracts/geometry';

/** A hospital site, or a recorded one. */
@Entity('site')
@Unique(['key'])
export class Site {
  @PrimaryGeneratedColumn('identity')
  id!: number;

  @Column('text')
  key!: string;

  @Column('text')
  name!: string;

  @Column('text')
  timeZone!: string;

  /** Recorded sites keep every fix, so that accuracy is measured on all of them. */
  @Column('boolean', { default: false })
  keepEveryFix!: boolean;

  @Column('text', { nullable: true })
  attribution!: string | null;
}

@Entity('building')
@Unique(['siteId', 'key'])
export class Building {
  @PrimaryGeneratedColumn('identity')
  id!: number;

  @ForeignKey(() => Site)
  @Column('integer')
  siteId!: number;

  @Column('text')
  key!: string;

  @Column('text')
  name!: string;
}

/** A floor with its plan; lengths in metres in the floor's own frame. */
@Entity('floor')
@Unique(['buildingId', 'key'])
export class Floor {
  @PrimaryGeneratedColumn('identity')
  id!: number;

  @ForeignKey(() => Building)
  @Column('integer')
  buildingId!: number;

  @Column('text')
  key!: string;

  @Column('text')
  name!: string;

  @Column('real')
  level!: number;

  @Column('text')
  planSvg!: string;

  @Column('double precision')
  minX!: number;

  @Column('double precision')
  minY!: number;

  @Column('double precision')
  maxX!: number;

  @Column('double precision')
  maxY!: number;

  @Column('double precision')
  tagHeightM!: number;

  @Column('jsonb')
  walls!: { points: Point[]; lossDb?: number }[];

  @Column('jsonb')
  doors!: { from: Point; to: Point }[];
}

/** A named polygon of a floor. A zone taken off its plan stays as a row, because visits and positions name it. */
@Entity('zone')
@Unique(['floorId', 'key'])
export class Zone {
  @PrimaryGeneratedColumn('identity')
  id!: number;

  @ForeignKey(() => Floor)
  @Column('integer')
  floorId!: number;

  @Column('text')
  key!: string;

  @Column('text')
  name!: string;

  @Column('text')
  kind!: string;

  @Column('text', { nullable: true })
  department!: string | null;

  @Column('jsonb')
  polygon!: Point[];

  @Column('timestamptz', { nullable: true })
  removedAt!: Date | null;
}

/** A device that hears tags. Taken off a plan it keeps its row and id, so that it may come back elsewhere. */
@Entity('reader')
@Unique(['key'])
export class Reader {
  @PrimaryGeneratedColumn('identity')
  id!: number;

  @Column('text')
  key!: string;

  @Column('text')
  name!: string;

  @Column('text')
  kind!: string;

  @ForeignKey(() => Floor)
  @Column('integer')
  floorId!: number;

  @Column('double precision')
  x!: number;

  @Column('double precision')
  y!: number;

  @Column('double precision')
  z!: number;

  @Column('double precision', { name: 'level_at_1m_dbm' })
  levelAt1mDbm!: number;

  @Column('double precision')
  pathLossExponent!: number;

  @Column('double precision')
  sigmaDb!: number;

  /** Of an RFID portal: which zone each antenna faces. */
  @Column('jsonb', { default: [] })
  antennas!: FloorplanAntenna[];

  /** Of a reader whose distances were calibrated. */
  @Column('jsonb', { nullable: true })
  range!: RangeLaw | null;

  @Column('timestamptz', { nullable: true })
  removedAt!: Date | null;
}
