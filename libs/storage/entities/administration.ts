import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { KeyKind } from '#contracts/keys';
import { Reader } from './places.js';

/** A key of a program or a person. Only its SHA-256 is kept. */
@Entity('api_key')
@Unique(['hash'])
export class ApiKey {
  @PrimaryGeneratedColumn('identity')
  id!: number;

  @Column('text')
  name!: string;

  @Column('bytea')
  hash!: Buffer;

  @Column('text', { array: true })
  scopes!: string[];

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  expiresAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  lastUsedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  revokedAt!: Date | null;

  @Column('text', { default: 'integration' })
  kind!: KeyKind;

  /** The first characters, to tell keys apart. */
  @Column('text', { default: '' })
  start!: string;

  @Column('text', { default: '' })
  createdBy!: string;

  /** Null for all sites. */
  @Column('integer', { array: true, nullable: true })
  siteIds!: number[] | null;

  /** Null for all departments. */
  @Column('text', { array: true, nullable: true })
  departments!: string[] | null;

  /** The secret before a rotation, while both work. */
  @Index({ unique: true })
  @Column('bytea', { nullable: true })
  formerHash!: Buffer | null;

  @Column('timestamptz', { nullable: true })
  formerEndsAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  formerLastUsedAt!: Date | null;
}

/** A reader that a gateway's key may report for. */
@Entity('api_key_reader')
export class ApiKeyReader {
  @ForeignKey(() => ApiKey, { onDelete: 'CASCADE' })
  @PrimaryColumn('integer')
  apiKeyId!: number;

  @ForeignKey(() => Reader)
  @PrimaryColumn('integer')
  readerId!: number;
}

/** What the installation has decided once and must remember. */
@Entity('setting')
export class Setting {
  @PrimaryColumn('text')
  key!: string;

  @Column('jsonb')
  value!: unknown;
}
