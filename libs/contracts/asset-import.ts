import { z } from 'zod';

/**
 * POST /api/v1/assets/import with the CSV as body (text/csv). Without `write` nothing is written and the answer says what
 * would be. With it all is written in one transaction, and nothing when a row is wrong, unless `skipWrong`.
 */
export const importQuerySchema = z.object({
  write: z.enum(['true', 'false']).default('false'),
  skipWrong: z.enum(['true', 'false']).default('false'),
});

/** What is wrong with one cell. */
export const importErrorSchema = z.object({
  /** Line of the file, the heading is line 1. */
  row: z.int(),
  /** Heading of the column; null when the whole row is meant. */
  column: z.string().nullable(),
  value: z.string(),
  /** What was wrong and what would be right. */
  reason: z.string(),
});

/** What a row does, column by column. */
export const importChangeSchema = z.object({
  row: z.int(),
  number: z.string(),
  kind: z.enum(['new', 'changed']),
  fields: z.array(z.object({ column: z.string(), before: z.string(), after: z.string() })),
});

export const importReportSchema = z.object({
  /** Whether it was written. */
  written: z.boolean(),
  rows: z.int(),
  created: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  wrong: z.int(),
  errors: z.array(importErrorSchema).max(1000),
  changes: z.array(importChangeSchema).max(1000),
  /** Columns of the file that are not known, and were not read. */
  ignoredColumns: z.array(z.string()),
  /** Columns of exports that say something and were not read: a list changes neither where assets are nor their status. */
  unreadColumns: z.array(z.string()),
  /** Rows in which the status is another than that of the asset. */
  otherStatus: z.int(),
});
export type ImportReport = z.infer<typeof importReportSchema>;

/** Columns that import reads and export writes, besides one for each attribute ("attribute." and its key). */
export const importColumns = [
  ...['number', 'name', 'type', 'department', 'person', 'tag', 'manufacturer', 'model', 'serial', 'udi'],
  ...['risk_class', 'home_zone', 'kit'],
] as const;

/** Rows one file can have, and its size in bytes. */
export const importRowLimit = 20_000;
export const importByteLimit = 16 * 1024 * 1024;
