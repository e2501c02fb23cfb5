import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { isAppendOnly } from '#storage/audit-protection';
import { type CertificateFiles, readCertificate } from '#certificate/read-certificate';
import { postgresAccount } from '../embedded/account.js';
import { findBinaries } from '../embedded/binaries.js';
import { isPortFree } from '../embedded/free-port.js';

/** What one check found: a sentence, and whether it is fine. */
export interface Finding {
  ok: boolean;
  text: string;
}

/** Node is new enough, and whether it still gets security fixes. */
export function checkNode(version: string): Finding {
  const [major, minor] = version.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    return { ok: false, text: `Node ${version} is too old: install Node 20.19 or newer (22 or newer is better).` };
  return { ok: true, text: `Node ${version}${major < 22 ? ' (works; 22 or newer still gets security fixes)' : ''}` };
}

/** Room for data, logs and the database's own log. */
export function checkDisk(folder: string): Finding {
  let existing = folder;
  while (!existsSync(existing)) existing = dirname(existing);
  const { bavail, bsize } = statfsSync(existing);
  const freeGb = (bavail * bsize) / 1e9;
  const text = `${freeGb.toFixed(1)} GB free for ${folder}`;
  return freeGb >= 3
    ? { ok: true, text }
    : { ok: false, text: `${text}: the database alone may need 3 GB; free some space or set WARDMAP_DATA_DIR.` };
}

/** The embedded PostgreSQL runs on this machine. */
export function checkLibraries(dataFolder: string): Finding {
  try {
    findBinaries(postgresAccount(dataFolder));
    return { ok: true, text: 'The embedded PostgreSQL runs on this machine' };
  } catch (error) {
    return { ok: false, text: (error as Error).message };
  }
}

/** The api's port is free, or Wardmap's own. */
export async function checkPort(host: string, port: number, runningAt: string | null | undefined): Promise<Finding> {
  if (runningAt) return { ok: true, text: `Wardmap is running at ${runningAt}` };
  return (await isPortFree(port, host))
    ? { ok: true, text: `Port ${port} on ${host} is free` }
    : { ok: false, text: `Port ${port} on ${host} is taken by another program: end it, or set WARDMAP_PORT.` };
}

/** Somebody must renew a certificate by hand: early enough to ask for a new one. */
const renewBeforeDays = 21;

/** The certificate can be read, belongs to its key, and is good for some weeks to come. */
export function checkCertificate(files: CertificateFiles, nowMs: number): Finding {
  try {
    const { names, validFromMs, validToMs } = readCertificate(files);
    const days = Math.floor((validToMs - nowMs) / 86_400_000);
    const until = new Date(validToMs).toISOString().slice(0, 10);
    if (nowMs > validToMs) return { ok: false, text: `The certificate for ${names} ended on ${until}: renew it.` };
    if (nowMs < validFromMs)
      return {
        ok: false,
        text: `The certificate for ${names} begins only on ${new Date(validFromMs).toISOString().slice(0, 10)}: set the clock, or wait.`,
      };
    const text = `The certificate for ${names} is good until ${until}, ${days} days`;
    return days >= renewBeforeDays ? { ok: true, text } : { ok: false, text: `${text}: renew it.` };
  } catch (error) {
    return { ok: false, text: (error as Error).message };
  }
}

/** The database answers, is new enough, and its clock agrees with ours. */
export async function checkDatabase(url: string): Promise<Finding[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const before = Date.now();
    const { rows } = await client.query<{ version: number; now: number }>(
      `select current_setting('server_version_num')::int as version,
         (extract(epoch from clock_timestamp()) * 1000)::float8 as now`,
    );
    const middle = (before + Date.now()) / 2;
    const { version, now } = rows[0];
    return [
      describeVersion(Math.floor(version / 10_000)),
      describeClock(now - middle),
      ...(await describeAudit(client)),
    ];
  } catch (error) {
    const { hostname, port } = new URL(url);
    return [
      {
        ok: false,
        text: `The database at ${hostname}:${port || 5432} does not answer (${(error as Error).message}): check DATABASE_URL, the network and the password.`,
      },
    ];
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Nothing is said of a database that Wardmap has not been started on yet. */
async function describeAudit(client: pg.Client): Promise<Finding[]> {
  const { rows } = await client.query<{ there: boolean }>(`SELECT to_regclass('audit_event') IS NOT NULL AS there`);
  if (!rows[0].there) return [];
  return (await isAppendOnly(client))
    ? [{ ok: true, text: 'The audit trail can only grow: the role of this database cannot change it' }]
    : [
        {
          ok: false,
          text: 'The role of this database could change the audit trail: run `wardmap audit protect` (docs/security.md).',
        },
      ];
}

function describeVersion(major: number): Finding {
  return major >= 15
    ? { ok: true, text: `PostgreSQL ${major} answers` }
    : { ok: false, text: `PostgreSQL ${major} is too old: Wardmap needs 15 or newer.` };
}

function describeClock(offsetMs: number): Finding {
  const text = `This machine's clock and the database's differ by ${(Math.abs(offsetMs) / 1000).toFixed(1)} s`;
  return Math.abs(offsetMs) < 2000
    ? { ok: true, text }
    : { ok: false, text: `${text}: set both by NTP, or positions get wrong times.` };
}

/** Redis or Valkey answers and writes each command to its disk before it says yes. */
export async function checkRedis(url: string): Promise<Finding> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const info = await client.info('persistence');
    return /aof_enabled:1/.test(info)
      ? { ok: true, text: 'Redis answers and keeps an append-only file' }
      : {
          ok: false,
          text: 'Redis keeps no append-only file, so accepted readings may be lost when it stops: set appendonly yes and appendfsync always.',
        };
  } catch (error) {
    const { hostname, port } = new URL(url);
    return {
      ok: false,
      text: `Redis at ${hostname}:${port || 6379} does not answer (${(error as Error).message}): check REDIS_URL.`,
    };
  } finally {
    client.disconnect();
  }
}
