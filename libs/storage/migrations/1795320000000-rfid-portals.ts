import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Antennas of RFID portals, and sightings of tags that another engine found: those have no level. */
export class RfidPortals1795320000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE reader ADD COLUMN antennas jsonb NOT NULL DEFAULT '[]'`);
    await runner.query(`ALTER TABLE unassigned_sighting ALTER COLUMN rssi_dbm DROP NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM unassigned_sighting WHERE rssi_dbm IS NULL`);
    await runner.query(`ALTER TABLE unassigned_sighting ALTER COLUMN rssi_dbm SET NOT NULL`);
    await runner.query(`ALTER TABLE reader DROP COLUMN antennas`);
  }
}
