import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { PersonRole } from '#contracts/permissions';

/** Somebody who may sign in. Never deleted, because the audit trail names them; disabled instead. */
@Entity('user_account')
@Unique(['email'])
@Unique(['openIdIssuer', 'openIdSubject'])
@Unique(['invitationHash'])
export class UserAccount {
  @PrimaryGeneratedColumn('identity')
  id!: number;

  @Column('text')
  email!: string;

  @Column('text')
  name!: string;

  @Column('text', { array: true })
  roles!: PersonRole[];

  /** Null for all sites. */
  @Column('integer', { array: true, nullable: true })
  siteIds!: number[] | null;

  /** Null for all departments. */
  @Column('text', { array: true, nullable: true })
  departments!: string[] | null;

  /** Argon2id in PHC form; null for those who are invited or sign in elsewhere. */
  @Column('text', { nullable: true })
  passwordHash!: string | null;

  @Column('text', { nullable: true })
  openIdIssuer!: string | null;

  @Column('text', { nullable: true })
  openIdSubject!: string | null;

  /** Sealed with the installation's key; counts only once it is confirmed. */
  @Column('bytea', { nullable: true })
  totpSecret!: Buffer | null;

  @Column('timestamptz', { nullable: true })
  totpConfirmedAt!: Date | null;

  /** Step of the last code that was taken: no code works twice. */
  @Column('bigint', { nullable: true })
  totpLastStep!: string | null;

  @Column('bytea', { nullable: true })
  invitationHash!: Buffer | null;

  @Column('timestamptz', { nullable: true })
  invitationEndsAt!: Date | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  lastSignInAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  disabledAt!: Date | null;
}

/** A code for somebody whose authenticator is lost; each works once. */
@Entity('recovery_code')
@Unique(['userId', 'hash'])
export class RecoveryCode {
  @PrimaryGeneratedColumn('identity')
  id!: number;

  @ForeignKey(() => UserAccount, { onDelete: 'CASCADE' })
  @Column('integer')
  userId!: number;

  @Column('bytea')
  hash!: Buffer;

  @Column('timestamptz', { nullable: true })
  usedAt!: Date | null;
}

/** A browser that is signed in. Only the SHA-256 of its cookie is kept. */
@Entity('user_session')
@Unique(['hash'])
export class UserSession {
  @PrimaryGeneratedColumn('identity')
  id!: number;

  @Index()
  @ForeignKey(() => UserAccount, { onDelete: 'CASCADE' })
  @Column('integer')
  userId!: number;

  @Column('bytea')
  hash!: Buffer;

  /** On a computer that others use too. */
  @Column('boolean')
  shared!: boolean;

  @Column('text')
  address!: string;

  @Column('text')
  userAgent!: string;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { default: () => 'now()' })
  lastUsedAt!: Date;

  @Column('timestamptz')
  endsAt!: Date;

  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;
}
