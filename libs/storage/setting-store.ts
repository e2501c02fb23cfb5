import type { Database } from './database.js';

/** What the installation has decided once and must remember. */
export class SettingStore {
  constructor(private readonly database: Database) {}

  /**
   * Keeps the number of partitions at the first start and compares it at every later one.
   * @throws Error when the number differs from the one kept.
   */
  async rememberPartitions(partitions: number): Promise<void> {
    await this.database.pool.query(
      `INSERT INTO setting (key, value) VALUES ('partitions', to_jsonb($1::int)) ON CONFLICT DO NOTHING`,
      [partitions],
    );
    const { rows } = await this.database.pool.query<{ value: number }>(
      `SELECT value FROM setting WHERE key = 'partitions'`,
    );
    if (rows[0].value !== partitions)
      throw new Error(
        `WARDMAP_PARTITIONS is ${partitions}, but this database was started with ${rows[0].value} and readings may ` +
          `still wait in those queues: set WARDMAP_PARTITIONS=${rows[0].value}`,
      );
  }
}
