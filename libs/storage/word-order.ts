/** Orders texts as people do: "Überwachungsmonitor" under U, small letters beside capitals, "P-2" before "P-10". */
export const inWordOrder = 'COLLATE wardmap_words';

/** The indexes that are in this order. */
const orderedIndexes = ['asset_list_number_idx', 'asset_list_name_idx', 'asset_list_department_idx'];

/**
 * Makes the indexes anew when the library that orders them has: another version of ICU may order a few signs otherwise, and
 * pages of a list would leave something out.
 * @param query runs a statement as the owner of the database
 * @returns whether it was needed
 */
export async function renewWordOrder(query: (sql: string) => Promise<unknown>): Promise<boolean> {
  const rows = (await query(
    `SELECT collversion IS DISTINCT FROM pg_collation_actual_version(oid) AS changed FROM pg_collation
     WHERE collname = 'wardmap_words' AND pg_collation_is_visible(oid)`,
  )) as { changed: boolean }[];
  if (rows[0]?.changed !== true) return false;
  for (const index of orderedIndexes) await query(`REINDEX INDEX ${index}`);
  await query('ALTER COLLATION wardmap_words REFRESH VERSION');
  return true;
}
