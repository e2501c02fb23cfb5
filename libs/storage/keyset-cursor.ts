/** A page was asked for with a cursor that no page has given. */
export class BadCursor extends Error {}

/** Where a page of an order ended, as a text that goes through addresses: the next page begins behind it. */
export function cursorOf(order: string, value: string, id: number): string {
  return Buffer.from(JSON.stringify([order, value, id])).toString('base64url');
}

/** @throws BadCursor for anything that `cursorOf` has not made for this order */
export function readCursor(cursor: string, order: string): { value: string; id: number } {
  let read: unknown;
  try {
    read = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    read = null;
  }
  if (!Array.isArray(read) || read.length !== 3 || read[0] !== order) throw new BadCursor();
  const [, value, id] = read as unknown[];
  // A NUL can be in JSON and not in a text of PostgreSQL.
  if (
    typeof value !== 'string' ||
    value.includes('\0') ||
    !Number.isInteger(id) ||
    Math.abs(id as number) > 2 ** 31 - 1
  )
    throw new BadCursor();
  return { value, id: id as number };
}
