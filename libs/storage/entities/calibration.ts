import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type {
  CalibrationSource,
  CalibrationState,
  FloorCalibration,
  HeldOutScore,
  PlaceLevels,
  ReaderFlagKind,
  StopState,
} from '#contracts/calibration';
import { Tag } from './assets.js';
import { Floor, Reader, Zone } from './places.js';

/** One version of what was learnt of the radio on a floor. At most one of a floor is active. */
@Entity('calibration')
@Unique(['floorId', 'version'])
@Index('calibration_active_idx', ['floorId'], { unique: true, where: "state = 'active'" })
export class Calibration {
  @PrimaryGeneratedColumn('identity')
  id!: number;

  @ForeignKey(() => Floor)
  @Column('integer')
  floorId!: number;

  @Column('integer')
  version!: number;

  @Column('text')
  source!: CalibrationSource;

  @Column('text')
  state!: CalibrationState;

  @Column('text')
  reason!: string;

  @Column('jsonb')
  content!: FloorCalibration;

  @Column('jsonb', { nullable: true })
  score!: HeldOutScore | null;

  @Column('integer', { nullable: true })
  comparedVersion!: number | null;

  @Column('jsonb', { nullable: true })
  comparedScore!: HeldOutScore | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;

  @Column('text')
  createdBy!: string;

  @Column('timestamptz', { nullable: true })
  activatedAt!: Date | null;

  @Column('text', { nullable: true })
  activatedBy!: string | null;
}

/** A person walked about a floor with a tag; or a recording was taken over (no tag). */
@Entity('survey_walk')
@Index(['floorId', 'startedAt'])
export class SurveyWalk {
  @PrimaryGeneratedColumn('identity')
  id!: number;

  @ForeignKey(() => Floor)
  @Column('integer')
  floorId!: number;

  @ForeignKey(() => Tag)
  @Column('integer', { nullable: true })
  tagId!: number | null;

  /** Who or what made it: the name of a key, or of a recording. */
  @Column('text')
  origin!: string;

  @Column('timestamptz', { default: () => 'now()' })
  startedAt!: Date;

  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;
}

/** "I am here", said on a walk, and what was heard of the tag meanwhile. Metres in the floor's frame. */
@Entity('survey_stop')
@Index(['walkId'])
@Index('survey_stop_open_idx', ['toAt'], { where: "state = 'open'" })
export class SurveyStop {
  @PrimaryGeneratedColumn('identity')
  id!: number;

  @ForeignKey(() => SurveyWalk, { onDelete: 'CASCADE' })
  @Column('integer')
  walkId!: number;

  @Column('double precision')
  x!: number;

  @Column('double precision')
  y!: number;

  @ForeignKey(() => Zone)
  @Column('integer', { nullable: true })
  zoneId!: number | null;

  @Column('timestamptz')
  fromAt!: Date;

  /** Of an open stop: when it ends by itself. */
  @Column('timestamptz')
  toAt!: Date;

  @Column('text')
  state!: StopState;

  @Column('text')
  detail!: string;

  @Column('integer', { default: 0 })
  packets!: number;

  @Column('jsonb', { nullable: true })
  levels!: PlaceLevels | null;
}

/** Somebody said that a tag is in a room now, and what was heard of it then. */
@Entity('room_label')
@Index(['zoneId', 'at'])
export class RoomLabel {
  @PrimaryGeneratedColumn('identity')
  id!: number;

  @ForeignKey(() => Tag)
  @Column('integer')
  tagId!: number;

  @ForeignKey(() => Zone)
  @Column('integer')
  zoneId!: number;

  @Column('timestamptz', { default: () => 'now()' })
  at!: Date;

  @Column('text')
  saidBy!: string;

  @Column('jsonb')
  levels!: PlaceLevels;
}

/** A tag with a fixed, known place; what is heard of it is a sample there. Metres. */
@Entity('reference_tag')
@Index(['floorId'])
export class ReferenceTag {
  @ForeignKey(() => Tag)
  @PrimaryColumn('integer')
  tagId!: number;

  @ForeignKey(() => Floor)
  @Column('integer')
  floorId!: number;

  @Column('double precision')
  x!: number;

  @Column('double precision')
  y!: number;

  /** Above the floor. */
  @Column('double precision')
  z!: number;

  /** Its newest windows. */
  @Column('jsonb')
  levels!: PlaceLevels;

  @Column('timestamptz', { nullable: true })
  heardAt!: Date | null;
}

/** What was heard of one tag in some seconds of ordinary traffic: a bounded sample of each floor. No foreign keys: written often. */
@Entity('traffic_window')
@Index(['floorId', 'at'])
export class TrafficWindow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  id!: string;

  @Column('integer')
  floorId!: number;

  @Column('integer')
  tagId!: number;

  @Column('timestamptz')
  at!: Date;

  @Column('integer', { array: true })
  readerIds!: number[];

  @Column('real', { array: true })
  levelsDbm!: number[];

  @Column('smallint', { array: true })
  packets!: number[];
}

/** What the drift watch holds against a reader. */
@Entity('reader_flag')
export class ReaderFlag {
  @ForeignKey(() => Reader)
  @PrimaryColumn('integer')
  readerId!: number;

  @PrimaryColumn('text')
  kind!: ReaderFlagKind;

  @Column('text')
  detail!: string;

  @Column('double precision')
  residualDb!: number;

  @Column('integer')
  windows!: number;

  @Column('jsonb', { nullable: true })
  betterPlace!: { x: number; y: number } | null;

  @Column('integer', { nullable: true })
  otherReaderId!: number | null;

  @Column('integer', { nullable: true })
  otherFloorId!: number | null;

  @Column('timestamptz', { default: () => 'now()' })
  since!: Date;
}

/** When each floor was last learnt from and looked over by itself. */
@Entity('calibration_round')
export class CalibrationRound {
  @ForeignKey(() => Floor)
  @PrimaryColumn('integer')
  floorId!: number;

  @Column('timestamptz', { nullable: true })
  watchedAt!: Date | null;

  /** Newest window that took part in learning. */
  @Column('timestamptz', { nullable: true })
  learntUntil!: Date | null;
}
