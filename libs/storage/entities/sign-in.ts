import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How often something secret was guessed at lately: by whom and for what is hashed into the key. */
@Entity('sign_in_delay')
export class SignInDelay {
  @PrimaryColumn('text')
  key!: string;

  @Column('integer')
  attempts!: number;

  @Column('timestamptz')
  lastAt!: Date;

  /** Before that nobody under this key is heard. */
  @Column('timestamptz')
  nextAt!: Date;
}
