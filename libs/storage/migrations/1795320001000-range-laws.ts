import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What readers that measure distances measure too long. */
export class RangeLaws1795320001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE reader ADD COLUMN range jsonb`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE reader DROP COLUMN range`);
  }
}
