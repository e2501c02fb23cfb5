import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Departments of the same name may be on several sites; a level is for one of them. */
export class ParLevelSite1795530000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE par_level ADD COLUMN site_id integer NOT NULL REFERENCES site (id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE par_level DROP COLUMN site_id');
  }
}
