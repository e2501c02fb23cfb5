import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sign-ins that are under way at the hospital's identity provider. */
export class OpenId1795402000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE open_id_attempt (
        state_hash bytea PRIMARY KEY,
        shared boolean NOT NULL,
        ends_at timestamptz NOT NULL
      )`,
    );
    await runner.query('CREATE INDEX ON open_id_attempt (ends_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE open_id_attempt');
  }
}
