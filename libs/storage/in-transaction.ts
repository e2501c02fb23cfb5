import type pg from 'pg';

/** PostgreSQL ended the transaction so that another could go on: deadlock, or a serialisation conflict. */
const endedForOthers = new Set(['40P01', '40001']);
const attempts = 3;

/**
 * Runs `work` in one transaction: committed when it returns, rolled back when it throws. Run again, up to twice,
 * when PostgreSQL ended it for the sake of another, so `work` must do nothing but ask the database.
 */
export async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await runOnce(pool, work);
    } catch (error) {
      if (attempt === attempts || !endedForOthers.has((error as { code?: string }).code ?? '')) throw error;
    }
  }
}

async function runOnce<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // A connection that cannot even roll back is thrown away.
    await client.query('ROLLBACK').catch((rollbackError: Error) => (broken = rollbackError));
    throw error;
  } finally {
    client.release(broken);
  }
}
