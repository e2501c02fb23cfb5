import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was done last with an asset can be taken back; the history of its status says so. */
export class LastAct1795580000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE last_act (
        asset_id integer PRIMARY KEY REFERENCES asset (id),
        user_id integer REFERENCES user_account (id),
        done_by text NOT NULL,
        at timestamptz NOT NULL DEFAULT now(),
        kind text NOT NULL,
        subject_id bigint,
        change_id bigint,
        label_id integer
      )`,
    );
    await runner.query(
      `ALTER TABLE status_change ADD COLUMN undoes bigint, ADD COLUMN undone_by text, ADD COLUMN undone_at timestamptz`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE status_change DROP COLUMN undoes, DROP COLUMN undone_by, DROP COLUMN undone_at');
    await runner.query('DROP TABLE last_act');
  }
}
