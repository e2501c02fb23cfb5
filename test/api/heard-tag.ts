import { randomUUID } from 'node:crypto';
import { partitionOfTag } from '#contracts/queue';
import { encodeJournal } from '#pipeline/journal-codec';
import type { Database } from '#storage/database';
import { DirectoryStore } from '#storage/directory-store';

/** Writes what the worker would have written of a tag that a reader hears in these seconds. */
export async function hearTag(database: Database, tagId: number, partitions: number): Promise<void> {
  const [reader] = await new DirectoryStore(database).readers();
  const count = 20;
  const now = Date.now();
  const readings = encodeJournal({
    ...{ version: 1, id: randomUUID(), receivedAt: now, baseMs: now - 5000 },
    tagId: Array<number>(count).fill(tagId),
    readerId: Array<number>(count).fill(reader.id),
    antenna: Array<number>(count).fill(0),
    rssiDbm: Array<number>(count).fill(-60),
    observedMs: Array.from({ length: count }, (_, index) => index * 200),
  });
  await database.pool.query('INSERT INTO reading_journal (partition, batch_id, readings) VALUES ($1, $2, $3)', [
    ...[partitionOfTag(tagId, partitions), randomUUID(), readings],
  ]);
}
