import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when an asset carries its tag: what the tag did on another asset before is not this one's history. */
export class TagSince1795403000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE asset ADD COLUMN tag_since timestamptz NOT NULL DEFAULT now()');
    await runner.query('UPDATE asset SET tag_since = created_at');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE asset DROP COLUMN tag_since');
  }
}
