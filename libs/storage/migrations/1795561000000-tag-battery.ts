import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each tag said last of its battery. */
export class TagBattery1795561000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE tag_battery (
         tag_id integer PRIMARY KEY REFERENCES tag,
         percent real,
         millivolts integer,
         observed_at timestamptz NOT NULL
       )`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE tag_battery');
  }
}
