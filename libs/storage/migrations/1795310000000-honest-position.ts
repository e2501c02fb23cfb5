import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How sure a position is, each tag's rhythm, and which readers are heard. */
export class HonestPosition1795310000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE current_position
         ADD COLUMN zones jsonb NOT NULL DEFAULT '[]',
         ADD COLUMN ambiguous boolean NOT NULL DEFAULT false,
         ADD COLUMN reporting_interval_ms integer`,
    );
    // Written every few seconds for every reader: room on each page keeps the updates off the index.
    await runner.query(
      `CREATE TABLE reader_status (
         reader_id integer NOT NULL PRIMARY KEY,
         last_heard_at timestamptz NOT NULL,
         usual_gap_ms integer NOT NULL
       ) WITH (fillfactor = 50)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE reader_status');
    await runner.query(
      'ALTER TABLE current_position DROP COLUMN zones, DROP COLUMN ambiguous, DROP COLUMN reporting_interval_ms',
    );
  }
}
