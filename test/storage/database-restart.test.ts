import { describe, expect, it, vi } from 'vitest';
import { openDatabase } from '#storage/database';
import { migrate } from '#storage/migrate';
import { PlacesStore } from '#storage/places-store';
import { createDatabase, startTestDatabase } from '../support/database.js';
import { patience } from '../support/patience.js';

describe('an open database', () => {
  it('gives up a query that is not answered in time, and does not use its connection again', async () => {
    const url = await createDatabase('silent');
    const settings = { applicationName: 'test silent', poolSize: 1, queryTimeoutMs: 300 };
    // So short a time can pass before any answer on a busy machine: then it is asked again.
    const database = await vi.waitFor(() => openDatabase(url, settings), patience);
    try {
      const pid = async () =>
        (await database.pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0].pid;
      const before = await vi.waitFor(pid, patience);
      const unanswered = await database.pool.query('SELECT pg_sleep(60)').catch((error: Error) => error);
      expect(unanswered).toMatchObject({ message: 'Query read timeout' });
      expect(await vi.waitFor(pid, patience)).not.toBe(before);
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
