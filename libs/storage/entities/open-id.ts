import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A sign-in that was begun at the hospital's identity provider; each is used once. */
@Entity('open_id_attempt')
export class OpenIdAttempt {
  /** SHA-256 of the state. Nonce and verifier are only in the browser that began. */
  @PrimaryColumn('bytea')
  stateHash!: Buffer;

  /** On a computer that others use too. */
  @Column('boolean')
  shared!: boolean;

  @Index()
  @Column('timestamptz')
  endsAt!: Date;
}
