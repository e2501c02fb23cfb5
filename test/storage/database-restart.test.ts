import { describe, expect, it } from 'vitest';
import { openDatabase } from '#storage/database';
import { migrate } from '#storage/migrate';
import { PlacesStore } from '#storage/places-store';
import { createDatabase, startTestDatabase } from '../support/database.js';

describe('an open database', () => {
  it('gives up a query that is not answered in time, and does not use its connection again', async () => {
    const url = await createDatabase('silent');
    const settings = { applicationName: 'test silent', poolSize: 1, queryTimeoutMs: 300 };
    const database = await openDatabase(url, settings);
    try {
      const { rows: before } = await database.pool.query('SELECT pg_backend_pid() AS pid');
      const unanswered = await database.pool.query('SELECT pg_sleep(60)').catch((error: Error) => error);
      expect(unanswered).toMatchObject({ message: 'Query read timeout' });
      const { rows: after } = await database.pool.query('SELECT pg_backend_pid() AS pid');
      expect(after[0].pid).not.toBe(before[0].pid);
    } finally {
      await database.close();
    }
  });

  it('answers again after PostgreSQL crashed and came back, without the process falling over', async () => {
    const server = await startTestDatabase();
    try {
      const url = await server.createDatabase('restart');
      await migrate(url);
      const database = await openDatabase(url, { applicationName: 'test restart', poolSize: 3 });
      const places = new PlacesStore(database);
      const held = await database.pool.connect();
      const unanswered = held.query('SELECT pg_sleep(60)').catch((error: Error) => error);
      await server.restart('immediate');
      expect(await unanswered).toBeInstanceOf(Error);
      held.release(true);
      expect(await places.siteTree(null)).toEqual({ sites: [] });
      expect(await database.dataSource.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await database.close();
    } finally {
      await server.stop();
    }
  });
});
