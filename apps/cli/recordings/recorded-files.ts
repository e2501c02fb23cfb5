import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { z } from 'zod';

/**
 * A JSON file of a recording, checked.
 * @throws Error that names the file, and the place in it that is wrong
 */
export async function readJson<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  if (!existsSync(file)) throw new Error(`${file} is missing; a recording folder needs it`);
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} is not valid JSON: ${(error as Error).message}`);
  }
  return checked(schema, value, file);
}

/**
 * The lines of a JSONL file, plain or packed (`.gz` is added where the plain one is missing), checked one by one.
 * @throws Error that names the file and line that is wrong
 */
export async function eachLine<T>(
  plain: string,
  schema: z.ZodType<T>,
  take: (line: T, place: string) => void,
): Promise<void> {
  const packed = `${plain}.gz`;
  const file = existsSync(plain) ? plain : packed;
  if (!existsSync(file)) throw new Error(`${plain} (or .gz) is missing; a recording folder needs it`);
  const stream = createReadStream(file);
  const lines = createInterface({ input: file === packed ? stream.pipe(createGunzip()) : stream, crlfDelay: Infinity });
  let number = 0;
  for await (const text of lines) {
    number++;
    if (text === '') continue;
    const place = `${file} line ${number}`;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw new Error(`${place} is not valid JSON`);
    }
    take(checked(schema, value, place), place);
  }
}

function checked<T>(schema: z.ZodType<T>, value: unknown, place: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Error(`${place}: ${issue.path.join('.') || 'it'} ${issue.message}`);
}
