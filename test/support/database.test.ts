import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { createDatabase, testDatabaseUrl } from './database.js';
import { createRedisDatabase, hasRedis } from './redis.js';

describe('the servers of a test run', () => {
  it('give each test an empty PostgreSQL 18 database of its own', async () => {
    const urls = [await createDatabase('same-name'), await createDatabase('same-name')];
    expect(new Set([...urls, testDatabaseUrl()]).size).toBe(3);
    const client = new pg.Client(urls[0]);
    await client.connect();
    const { rows } = await client.query<{ version: string; tables: string }>(
      `select current_setting('server_version') as version,
         (select count(*) from information_schema.tables where table_schema = 'public') as tables`,
    );
    await client.end();
    expect(rows[0].version).toMatch(/^18/);
    expect(rows[0].tables).toBe('0');
  });

  it.skipIf(!hasRedis)('give each test a Redis database of its own', async () => {
    expect(await createRedisDatabase()).not.toBe(await createRedisDatabase());
  });
});
