import { z } from 'zod';

/**
 * One job of a readings queue: readings of the tags of one partition, column by column, in the order in
 * which they were accepted. Ids are the database's; times are milliseconds after `baseMs`.
 */
export const readingsJobSchema = z.object({
  version: z.literal(1),
  /** Makes a batch delivered twice recognisable, whatever the queue's engine calls it. */
  id: z.uuid(),
  receivedAt: z.int(),
  baseMs: z.int(),
  tagId: z.array(z.int()),
  readerId: z.array(z.int()),
  antenna: z.array(z.int()),
  rssiDbm: z.array(z.number()),
  observedMs: z.array(z.int()),
  /** Readings that measured a distance in place of a level, metres. */
  ranges: z
    .object({
      tagId: z.array(z.int()),
      readerId: z.array(z.int()),
      antenna: z.array(z.int()),
      rangeM: z.array(z.number()),
      observedMs: z.array(z.int()),
    })
    .optional(),
  /** Places that other engines have computed, metres; `accuracyM` is the radius that holds nine of ten. */
  readyMade: z
    .object({
      tagId: z.array(z.int()),
      floorId: z.array(z.int()),
      x: z.array(z.number()),
      y: z.array(z.number()),
      accuracyM: z.array(z.number()),
      observedMs: z.array(z.int()),
    })
    .optional(),
});
export type ReadingsJob = z.infer<typeof readingsJobSchema>;

/** Name of the queue that carries one partition's readings. */
export function readingsQueueName(partition: number): string {
  return `readings-${partition}`;
}

/** The partition of a tag: a fixed integer hash, so that neighbouring ids spread. */
export function partitionOfTag(tagId: number, partitions: number): number {
  let hash = Math.imul(tagId ^ (tagId >>> 16), 0x45d9f3b);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return ((hash ^ (hash >>> 16)) >>> 0) % partitions;
}
