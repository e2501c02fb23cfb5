import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Since when an asset carries its tag: what the tag did on another asset before is not this one's history. Of assets
 * that are there already it is not known; they count from now on, so that no other's way is shown as theirs.
 */
export class TagSince1795403000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE asset ADD COLUMN tag_since timestamptz NOT NULL DEFAULT now()');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE asset DROP COLUMN tag_since');
  }
}
