import type { Database } from './database.js';

/** The sites of the demo; any other was imported by somebody who has a house. */
const demoSites = ['demo-hospital', 'tetam-ble', 'flat6-ble'];

/** What the installation has decided once and must remember. */
export class SettingStore {
  constructor(private readonly database: Database) {}

  /**
   * Keeps at the first start whether this is the database of a demo and compares it at every later one. In one that an
   * earlier version has used without keeping it, the keys of simulator and replay say so, unless there are other sites
   * too; without traces of use the start decides.
   * @throws Error when a demo is started on real data, or real use on those of a demo.
   */
  async rememberDemo(demo: boolean): Promise<void> {
    await this.database.pool.query(
      `WITH past AS (
         SELECT (SELECT count(DISTINCT name) = 2 FROM api_key WHERE name IN ('demo manage', 'demo ingest')) AS "demoKeys",
           EXISTS (SELECT FROM site WHERE key <> ALL ($2)) AS "ownSites",
           EXISTS (SELECT FROM current_position) AS used)
       INSERT INTO setting (key, value)
       SELECT 'demo', to_jsonb(CASE WHEN "demoKeys" THEN NOT "ownSites" WHEN used THEN false ELSE $1 END) FROM past
       ON CONFLICT DO NOTHING`,
      [demo, demoSites],
    );
    const { rows } = await this.database.pool.query<{ value: boolean }>(`SELECT value FROM setting WHERE key = 'demo'`);
    if (rows[0].value === demo) return;
    throw new Error(
      demo
        ? 'A demo cannot use this database: it holds the data of a house, which ready users would administer with one ' +
            'click. Give the demo a folder of its own with WARDMAP_DATA_DIR (for an api by itself: unset WARDMAP_DEMO).'
        : 'Real use cannot begin in this database: it belongs to a demo, whose devices are simulated and whose users sign ' +
            'in with one click. Set WARDMAP_DATA_DIR to another folder, or DATABASE_URL to another database.',
    );
  }

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
