import type { z } from 'zod';
import type { unassignedListSchema } from '#contracts/api';
import type { Database } from './database.js';

export type UnassignedList = z.infer<typeof unassignedListSchema>;

/** How often a key was heard since the last time, and its newest sample. */
export interface Sighting {
  kind: 'tag' | 'reader';
  key: string;
  count: number;
  /** Milliseconds since 1970 UTC. */
  lastSeenAt: number;
  /** The other side of the newest sample. */
  heardWith: string;
  /** Null where no level was heard. */
  rssiDbm: number | null;
}

/** Phones change their radio address every quarter of an hour: without a bound the table would fill with them. */
const mostKeysOfAKind = 20_000;

/** Keys that were heard but belong to nothing registered. */
export class UnassignedStore {
  constructor(private readonly database: Database) {}

  /** Adds what was heard to what is known. Beyond 20,000 tags (or readers) those heard longest ago are forgotten. */
  async record(sightings: readonly Sighting[]): Promise<void> {
    if (sightings.length === 0) return;
    const merged = mergeByKey(sightings);
    const { rows } = await this.database.pool.query<{ kind: string; created: boolean }>(
      `INSERT INTO unassigned_sighting AS known (kind, key, count, first_seen_at, last_seen_at, heard_with, rssi_dbm)
       SELECT kind, key, count, to_timestamp(seen / 1000), to_timestamp(seen / 1000), heard_with, rssi_dbm
       FROM unnest($1::text[], $2::text[], $3::bigint[], $4::float8[], $5::text[], $6::real[])
         AS heard (kind, key, count, seen, heard_with, rssi_dbm)
       -- A person's tag is registered, and unknown at the door only while none may be located.
       WHERE NOT EXISTS (SELECT FROM tag JOIN asset ON asset.tag_id = tag.id
                         WHERE asset.person AND tag.key = CASE kind WHEN 'tag' THEN heard.key ELSE heard_with END)
       ORDER BY kind, key
       ON CONFLICT (kind, key) DO UPDATE SET
         count = known.count + excluded.count,
         first_seen_at = least(known.first_seen_at, excluded.first_seen_at),
         last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at),
         heard_with = CASE WHEN excluded.last_seen_at >= known.last_seen_at THEN excluded.heard_with ELSE known.heard_with END,
         rssi_dbm = CASE WHEN excluded.last_seen_at >= known.last_seen_at THEN excluded.rssi_dbm ELSE known.rssi_dbm END
       RETURNING kind, xmax = 0 AS created`,
      [
        merged.map((sighting) => sighting.kind),
        merged.map((sighting) => sighting.key),
        merged.map((sighting) => sighting.count),
        merged.map((sighting) => sighting.lastSeenAt),
        merged.map((sighting) => sighting.heardWith),
        // To 0.01 dB: "real" refuses numbers too small for it, such as 1e-50, and the whole batch with them.
        merged.map(({ rssiDbm }) => (rssiDbm === null ? null : Math.round(rssiDbm * 100) / 100)),
      ],
    );
    const grown = new Set(rows.filter((row) => row.created).map((row) => row.kind));
    for (const kind of grown) await this.#forgetOldest(kind);
  }

  /**
   * The keys heard last, newest first.
   * @param persons whether tags that persons carry may be named as what an unknown reader heard
   */
  async list(limit: number, persons: boolean): Promise<UnassignedList> {
    const { rows } = await this.database.pool.query<{
      kind: 'tag' | 'reader';
      key: string;
      count: number;
      firstSeenAt: Date;
      lastSeenAt: Date;
      heardWith: string;
      rssiDbm: number | null;
    }>(
      `SELECT kind, key, count::double precision AS count, first_seen_at AS "firstSeenAt", last_seen_at AS "lastSeenAt",
         CASE WHEN $2 OR NOT EXISTS (SELECT FROM tag JOIN asset ON asset.tag_id = tag.id
                                     WHERE tag.key = heard_with AND asset.person) THEN heard_with ELSE '' END AS "heardWith",
         rssi_dbm AS "rssiDbm"
       FROM unassigned_sighting ORDER BY last_seen_at DESC, kind, key LIMIT $1`,
      [limit, persons],
    );
    return {
      sightings: rows.map((row) => ({
        ...row,
        firstSeenAt: row.firstSeenAt.toISOString(),
        lastSeenAt: row.lastSeenAt.toISOString(),
      })),
    };
  }

  /** A key that has been registered meanwhile is no longer unassigned. */
  async forgetRegistered(): Promise<void> {
    await this.database.pool.query(
      `DELETE FROM unassigned_sighting heard
       WHERE (kind = 'tag' AND EXISTS (SELECT FROM tag JOIN asset ON asset.tag_id = tag.id WHERE tag.key = heard.key))
          OR (kind = 'reader' AND EXISTS (SELECT FROM reader WHERE reader.key = heard.key AND removed_at IS NULL))`,
    );
  }

  async #forgetOldest(kind: string): Promise<void> {
    await this.database.pool.query(
      `DELETE FROM unassigned_sighting WHERE kind = $1 AND last_seen_at <
         (SELECT last_seen_at FROM unassigned_sighting WHERE kind = $1 ORDER BY last_seen_at DESC OFFSET $2 LIMIT 1)`,
      [kind, mostKeysOfAKind - 1],
    );
  }
}

/** One upsert may touch a row once only. */
function mergeByKey(sightings: readonly Sighting[]): Sighting[] {
  const merged = new Map<string, Sighting>();
  for (const sighting of sightings) {
    const id = `${sighting.kind} ${sighting.key}`;
    const known = merged.get(id);
    if (!known) merged.set(id, { ...sighting });
    else {
      const newest = sighting.lastSeenAt >= known.lastSeenAt ? sighting : known;
      merged.set(id, { ...newest, count: known.count + sighting.count });
    }
  }
  return [...merged.values()];
}
