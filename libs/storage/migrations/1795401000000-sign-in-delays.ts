import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counts guesses at passwords and codes, for all processes of the api together. */
export class SignInDelays1795401000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE sign_in_delay (
      key text PRIMARY KEY,
      attempts integer NOT NULL,
      last_at timestamptz NOT NULL,
      next_at timestamptz NOT NULL
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sign_in_delay');
  }
}
