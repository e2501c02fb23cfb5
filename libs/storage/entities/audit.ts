import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One link of the audit trail. Written by AuditTrail alone; the database refuses to change or delete it. */
@Entity('audit_event')
@Index(['action', 'id'])
export class AuditEvent {
  @PrimaryColumn('bigint')
  id!: string;

  @Index()
  @Column('timestamptz')
  at!: Date;

  @Column('text')
  actorKind!: string;

  @Column('integer', { nullable: true })
  actorId!: number | null;

  @Column('text')
  actorName!: string;

  @Column('text')
  action!: string;

  @Column('text')
  subjectKind!: string;

  @Column('text')
  subject!: string;

  /** The text that was hashed, kept to the letter. */
  @Column('json', { nullable: true })
  before!: unknown;

  @Column('json', { nullable: true })
  after!: unknown;

  @Column('text')
  address!: string;

  @Column('text')
  requestId!: string;

  /** SHA-256 of the hash before and this event (audit-chain.ts). */
  @Column('bytea')
  hash!: Buffer;
}
