import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Up to when nothing is known of a tag, because a person carried it: readings that come later are judged by it. */
export class TagForgotten1795405100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE tag ADD COLUMN forgotten_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE tag DROP COLUMN forgotten_at');
  }
}
