import { createHash, randomBytes } from 'node:crypto';
import type { KeyKind } from '#contracts/keys';
import { keyScopes, type KeyScope } from '#contracts/permissions';
import type { Database } from './database.js';
import { ApiKey } from './entities/administration.js';

/** What is known of a key; the key itself is known only to its owner. */
export interface KeyInfo {
  id: number;
  name: string;
  scopes: KeyScope[];
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

/** Whose key it is, and what it may do. */
export interface KeyHolder {
  id: number;
  name: string;
  keyKind: KeyKind;
  scopes: KeyScope[];
  siteIds: number[] | null;
  departments: string[] | null;
  /** Readers a gateway's key may report for; null for all. */
  readerIds: ReadonlySet<number> | null;
}

/** Keys of the programs that may use the interfaces. */
export class KeyStore {
  constructor(private readonly database: Database) {}

  /**
   * Makes a key. Only its SHA-256 is stored; a key of 256 random bits needs no slower hash.
   * @returns the key itself, which cannot be shown a second time.
   */
  async create(name: string, scopes: readonly KeyScope[], expiresAt?: Date): Promise<string> {
    const token = `wm_${randomBytes(32).toString('base64url')}`;
    await this.#keys.insert({ name, scopes: [...scopes], hash: hashOf(token), expiresAt: expiresAt ?? null });
    return token;
  }

  /**
   * What the key may do, or null when it is unknown, expired or revoked. Every answer costs one hash and one
   * look-up by hash, so its time tells nothing about stored keys. Its last use is noted once a minute at most.
   */
  async verify(token: string): Promise<KeyHolder | null> {
    const { rows } = await this.database.pool.query<
      Omit<KeyHolder, 'readerIds'> & { readerIds: number[]; valid: boolean; stale: boolean }
    >({
      name: 'verify-key',
      text: `SELECT id, name, kind AS "keyKind", scopes, site_ids AS "siteIds", departments,
               ARRAY(SELECT reader_id FROM api_key_reader WHERE api_key_id = id) AS "readerIds",
               revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now()) AS valid,
               last_used_at IS NULL OR last_used_at < now() - interval '1 minute' AS stale
             FROM api_key WHERE hash = $1`,
      values: [hashOf(token)],
    });
    const key = rows[0];
    if (!key?.valid) return null;
    if (key.stale) await this.database.pool.query('UPDATE api_key SET last_used_at = now() WHERE id = $1', [key.id]);
    const { id, name, keyKind, siteIds, departments } = key;
    const scopes = key.scopes.filter((scope) => keyScopes.includes(scope));
    const readerIds = keyKind === 'gateway' ? new Set(key.readerIds) : null;
    return { id, name, keyKind, scopes, siteIds, departments, readerIds };
  }

  /** Ends a key now and for good. @returns false when there is no such key, or it was revoked before. */
  async revoke(id: number): Promise<boolean> {
    const { rowCount } = await this.database.pool.query(
      'UPDATE api_key SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL',
      [id],
    );
    return rowCount === 1;
  }

  /** All keys ever made, oldest first. */
  async list(): Promise<KeyInfo[]> {
    const keys = await this.#keys.find({ order: { id: 'ASC' } });
    return keys.map(({ id, name, scopes, createdAt, expiresAt, lastUsedAt, revokedAt }) => ({
      id,
      name,
      scopes: scopes as KeyScope[],
      createdAt,
      expiresAt,
      lastUsedAt,
      revokedAt,
    }));
  }

  get #keys() {
    return this.database.dataSource.getRepository(ApiKey);
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
