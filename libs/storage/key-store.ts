import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { KeyKind } from '#contracts/keys';
import { keyScopes, type KeyScope } from '#contracts/permissions';
import { normaliseKey } from '#contracts/readings';
import type { Database } from './database.js';
import type { KeyInfo } from './key-state.js';

/** Whose key it is, and what it may do. */
export interface KeyHolder {
  id: number;
  name: string;
  keyKind: KeyKind;
  scopes: KeyScope[];
  siteIds: number[] | null;
  departments: string[] | null;
  /** Readers the key may report for: those of its gateway, or all on its sites; null for every reader. */
  readerIds: ReadonlySet<number> | null;
}

/** A key to be made. */
export interface NewKey {
  kind: KeyKind;
  name: string;
  scopes: readonly KeyScope[];
  /** Readers of a gateway's key; none for an integration. */
  readerIds: readonly number[];
  siteIds: readonly number[] | null;
  departments: readonly string[] | null;
  expiresAt: Date | null;
  /** Who makes it, for people to read. */
  createdBy: string;
}

/** A reader as a key names it. */
export interface NamedReader {
  id: number;
  key: string;
  siteId: number;
}

/** Characters of a key that are shown: enough to tell keys apart, far too few to guess the rest. */
const startLength = 9;

const columns = `api_key.id, api_key.kind, api_key.name, api_key.scopes, api_key.site_ids AS "siteIds", api_key.departments,
  api_key.start, api_key.created_at AS "createdAt", api_key.created_by AS "createdBy", api_key.expires_at AS "expiresAt",
  CASE WHEN former_hash IS NOT NULL AND former_ends_at > now() THEN former_ends_at END AS "formerUntil",
  CASE WHEN former_hash IS NOT NULL AND former_ends_at > now() THEN former_last_used_at END AS "formerLastUsedAt",
  api_key.last_used_at AS "lastUsedAt", api_key.revoked_at AS "revokedAt",
  (SELECT coalesce(json_agg(json_build_object('key', reader.key, 'siteId', building.site_id) ORDER BY reader.key), '[]')
   FROM api_key_reader JOIN reader ON reader.id = reader_id JOIN floor ON floor.id = reader.floor_id
   JOIN building ON building.id = floor.building_id WHERE api_key_id = api_key.id) AS readers`;

/** Keys of the programs that may use the interfaces. A key is 256 random bits, so its plain SHA-256 can be stored. */
export class KeyStore {
  constructor(private readonly database: Database) {}

  /** Makes a key of an integration for the whole house. @returns the key itself, which cannot be shown a second time. */
  async create(name: string, scopes: readonly KeyScope[], expiresAt?: Date): Promise<string> {
    const house = { readerIds: [], siteIds: null, departments: null };
    const key = {
      kind: 'integration' as const,
      name,
      scopes,
      ...house,
      expiresAt: expiresAt ?? null,
      createdBy: 'Wardmap',
    };
    return (await this.add(key, this.database.pool)).secret;
  }

  /** Makes a key. The secret cannot be shown a second time. */
  async add(key: NewKey, client: pg.ClientBase | pg.Pool): Promise<{ id: number; secret: string }> {
    const secret = makeSecret();
    const { kind, name, scopes, readerIds, siteIds, departments, expiresAt, createdBy } = key;
    const { rows } = await client.query<{ id: number }>(
      `WITH made AS (
         INSERT INTO api_key (hash, start, kind, name, scopes, site_ids, departments, expires_at, created_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id),
       bound AS (INSERT INTO api_key_reader (api_key_id, reader_id) SELECT made.id, unnest($10::int[]) FROM made)
       SELECT id FROM made`,
      [
        ...[hashOf(secret), secret.slice(0, startLength), kind, name, scopes, siteIds, departments, expiresAt],
        ...[createdBy, readerIds],
      ],
    );
    return { id: rows[0].id, secret };
  }

  /**
   * Gives a key a new secret. The one it had works for so many hours more, an older one not any longer.
   * @returns the new secret, which cannot be shown a second time.
   */
  async rotate(id: number, overlapHours: number, client: pg.ClientBase): Promise<string> {
    const secret = makeSecret();
    await client.query(
      `UPDATE api_key SET former_hash = CASE WHEN $4::float8 > 0 THEN hash END, former_last_used_at = NULL,
         former_ends_at = CASE WHEN $4::float8 > 0 THEN now() + $4::float8 * interval '1 hour' END, hash = $2, start = $3
       WHERE id = $1`,
      [id, hashOf(secret), secret.slice(0, startLength), overlapHours],
    );
    return secret;
  }

  /** Ends a key now and for good. @returns false when there is no such key, or it was revoked before. */
  async revoke(id: number, client: pg.ClientBase | pg.Pool = this.database.pool): Promise<boolean> {
    const { rowCount } = await client.query(
      'UPDATE api_key SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL',
      [id],
    );
    return rowCount === 1;
  }

  /**
   * What the key may do, or null when it is unknown, expired or revoked. Every answer costs one hash and one
   * look-up by hash, so its time tells nothing about stored keys. Its last use is noted once a minute at most.
   */
  async verify(token: string): Promise<KeyHolder | null> {
    const hash = hashOf(token);
    const { rows } = await this.database.pool.query<
      Omit<KeyHolder, 'readerIds'> & { readerIds: number[] | null; valid: boolean; stale: boolean }
    >({
      name: 'verify-key',
      text: `SELECT id, name, kind AS "keyKind", scopes, site_ids AS "siteIds", departments,
               CASE WHEN kind = 'gateway' THEN ARRAY(SELECT reader_id FROM api_key_reader WHERE api_key_id = api_key.id)
                 WHEN site_ids IS NOT NULL THEN ARRAY(
                   SELECT reader.id FROM reader JOIN floor ON floor.id = reader.floor_id
                   JOIN building ON building.id = floor.building_id WHERE building.site_id = ANY (site_ids))
                 END AS "readerIds",
               revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())
                 AND (hash = $1 OR former_ends_at > now()) AS valid,
               coalesce(CASE WHEN hash = $1 THEN last_used_at ELSE former_last_used_at END
                 < now() - interval '1 minute', true) AS stale
             FROM api_key WHERE hash = $1 OR former_hash = $1`,
      values: [hash],
    });
    const key = rows[0];
    if (!key?.valid) return null;
    if (key.stale)
      await this.database.pool.query(
        `UPDATE api_key SET last_used_at = now(),
           former_last_used_at = CASE WHEN former_hash = $2 THEN now() ELSE former_last_used_at END WHERE id = $1`,
        [key.id, hash],
      );
    const { id, name, keyKind, siteIds, departments } = key;
    const scopes = key.scopes.filter((scope) => keyScopes.includes(scope));
    return { id, name, keyKind, scopes, siteIds, departments, readerIds: key.readerIds && new Set(key.readerIds) };
  }

  /** All keys ever made, oldest first. */
  async list(): Promise<KeyInfo[]> {
    const { rows } = await this.database.pool.query<KeyInfo>(`SELECT ${columns} FROM api_key ORDER BY id`);
    return rows;
  }

  /** One key, locked against other changes until the transaction ends. */
  async byId(id: number, client: pg.ClientBase): Promise<KeyInfo | null> {
    const { rows } = await client.query<KeyInfo>(`SELECT ${columns} FROM api_key WHERE id = $1 FOR UPDATE`, [id]);
    return rows[0] ?? null;
  }

  /** Readers on the floor plans by these keys, in any spelling, each under the key that was asked for. */
  async readersNamed(keys: readonly string[]): Promise<Map<string, NamedReader>> {
    const { rows } = await this.database.pool.query<NamedReader>(
      `SELECT reader.id, reader.key, building.site_id AS "siteId" FROM reader
       JOIN floor ON floor.id = reader.floor_id JOIN building ON building.id = floor.building_id
       WHERE reader.removed_at IS NULL ORDER BY reader.id`,
    );
    const known = new Map(rows.map((reader) => [normaliseKey(reader.key), reader]));
    const named = keys.map((key) => [key, known.get(normaliseKey(key))] as const);
    return new Map(named.filter((pair): pair is [string, NamedReader] => pair[1] !== undefined));
  }

  /** Those of these sites that exist. */
  async sitesAmong(siteIds: readonly number[]): Promise<Set<number>> {
    const { rows } = await this.database.pool.query<{ id: number }>('SELECT id FROM site WHERE id = ANY ($1::int[])', [
      siteIds,
    ]);
    return new Set(rows.map(({ id }) => id));
  }
}

function makeSecret(): string {
  return `wm_${randomBytes(32).toString('base64url')}`;
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
