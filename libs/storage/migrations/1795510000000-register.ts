import type { MigrationInterface, QueryRunner } from 'typeorm';

const changes = [
  // A UDI is written in several ways; by this one it is found.
  'ALTER TABLE asset ADD COLUMN udi_key text',
  'CREATE INDEX asset_udi_key_idx ON asset (udi_key) WHERE udi_key IS NOT NULL',
  'CREATE INDEX asset_number_lower_idx ON asset (lower(number))',
  'CREATE INDEX asset_serial_lower_idx ON asset (lower(serial)) WHERE serial IS NOT NULL',
  'CREATE INDEX asset_type_idx ON asset (asset_type_id)',
  // The pages of the list, in each of its orders.
  'CREATE INDEX asset_list_number_idx ON asset (number, id) WHERE retired_at IS NULL',
  'CREATE INDEX asset_list_name_idx ON asset (name, id) WHERE retired_at IS NULL',
  'CREATE INDEX asset_list_status_idx ON asset (status, id) WHERE retired_at IS NULL',
  `CREATE INDEX asset_list_department_idx ON asset (coalesce(department, ''), id) WHERE retired_at IS NULL`,
  // A tag is on one asset at a time, and an asset has one tag.
  'CREATE UNIQUE INDEX tag_pairing_open_asset_idx ON tag_pairing (asset_id) WHERE until IS NULL',
  'CREATE UNIQUE INDEX tag_pairing_open_tag_idx ON tag_pairing (tag_id) WHERE until IS NULL',
];

/** What the register looks up, in the order in which it is looked through. */
export class Register1795510000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of changes) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP INDEX tag_pairing_open_tag_idx, tag_pairing_open_asset_idx, asset_list_department_idx, asset_list_status_idx,
        asset_list_name_idx, asset_list_number_idx, asset_type_idx, asset_serial_lower_idx, asset_number_lower_idx,
        asset_udi_key_idx`,
    );
    await runner.query('ALTER TABLE asset DROP COLUMN udi_key');
  }
}
