import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource, type DataSourceSettings } from './data-source.js';

/** One open database: TypeORM on top, the same connections below for hand-written SQL. */
export interface Database {
  dataSource: DataSource;
  pool: pg.Pool;
  close(): Promise<void>;
}

/**
 * Connects to PostgreSQL. A connection that breaks later (restart, network) fails the query that used it;
 * the next query gets a new one.
 * @throws Error of the driver when the server cannot be reached now.
 */
export async function openDatabase(url: string, settings: DataSourceSettings): Promise<Database> {
  const dataSource = createDataSource(url, settings);
  await dataSource.initialize();
  // TypeORM's own pool, shared: one limit for the process instead of two.
  const pool = (dataSource.driver as unknown as { master: pg.Pool }).master;
  // A checked-out connection that breaks emits an error of its own, which would end the process unheard.
  // Listening at the first check-out also covers the connection TypeORM has opened already.
  const heard = new WeakSet<pg.PoolClient>();
  pool.on('acquire', (client) => {
    if (!heard.has(client)) client.on('error', () => {});
    heard.add(client);
  });
  return { dataSource, pool, close: () => dataSource.destroy() };
}
