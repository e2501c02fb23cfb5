import type { CodeAnswer } from '#contracts/assets';
import { normaliseKey } from '#contracts/readings';
import { gs1Device, udiKey } from '#contracts/udi';
import { isWholeHouse, type Visibility } from '#contracts/visibility';
import type { Database } from './database.js';
import { assetSeen, seenValues } from './visible.js';

interface Match {
  id: number;
  number: string;
  name: string;
  by: NonNullable<CodeAnswer['matchedBy']>;
}

/** What scanned or typed codes belong to. */
export class CodeStore {
  constructor(private readonly database: Database) {}

  /**
   * The asset whose number, tag, UDI or serial a code is; the first of these that anything has counts. When several have it
   * (serials of two makers, one code for all devices of a model) none is named.
   */
  async look(code: string, visibility: Visibility): Promise<CodeAnswer> {
    const tagKey = normaliseKey(code);
    const device = gs1Device(code);
    const { rows } = await this.database.pool.query<Match>(
      `SELECT asset.id, asset.number, asset.name, found.by FROM (
         SELECT 1 AS rank, 'number' AS by, id FROM asset WHERE lower(number) = lower($4)
         UNION ALL SELECT 2, 'tag', asset.id FROM asset JOIN tag ON tag.id = asset.tag_id WHERE tag.key = $5
         UNION ALL SELECT 3, 'udi', id FROM asset WHERE udi_key = $6
         UNION ALL SELECT 4, 'serial', id FROM asset WHERE lower(serial) = lower($4)
         UNION ALL SELECT 5, 'udi', id FROM asset
           WHERE lower(serial) = lower($7) AND (udi_key IS NULL OR starts_with(udi_key, $8))
       ) found JOIN asset ON asset.id = found.id
       WHERE asset.retired_at IS NULL AND ${assetSeen(1)}
       ORDER BY found.rank, asset.number = $4 DESC, asset.id LIMIT 20`,
      [
        ...[...seenValues(visibility), code.trim(), tagKey, udiKey(code)],
        ...[device?.serial ?? null, device && `gs1:${device.di}:`],
      ],
    );
    const best = rows.filter(({ by }) => by === rows[0].by);
    const exact = best.length > 1 ? best.filter(({ number }) => number === code.trim()) : best;
    const one = exact.length === 1 ? exact[0] : null;
    return {
      ...{ tagKey, tag: await this.#tag(tagKey, visibility) },
      asset: one && { id: one.id, number: one.number, name: one.name },
      matchedBy: rows[0]?.by ?? null,
    };
  }

  /** What belongs to nothing is told to those who see the whole house, as in the list of unassigned keys. */
  async #tag(tagKey: string, visibility: Visibility): Promise<CodeAnswer['tag']> {
    const { rows } = await this.database.pool.query<{ carried: boolean | null; heard: boolean }>(
      `SELECT (SELECT coalesce(${assetSeen(1)}, false) FROM asset WHERE asset.tag_id = tag.id) AS carried,
         tag.id IS NOT NULL AS known,
         EXISTS (SELECT FROM unassigned_sighting WHERE kind = 'tag' AND key = $4) AS heard
       FROM (SELECT) one LEFT JOIN tag ON tag.key = $4`,
      [...seenValues(visibility), tagKey],
    );
    const { carried, heard, known } = rows[0] as (typeof rows)[0] & { known: boolean };
    if (carried !== null) return carried ? 'carried' : 'unknown';
    if (!isWholeHouse(visibility)) return 'unknown';
    return known ? 'free' : heard ? 'heard' : 'unknown';
  }
}
