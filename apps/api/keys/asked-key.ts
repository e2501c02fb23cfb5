import type { CreateKey } from '#contracts/keys';
import type { Visibility } from '#contracts/visibility';
import type { KeyStore, NamedReader, NewKey } from '#storage/key-store';
import { ProblemException } from '../problems/problem-exception.js';
import { keyWithin } from './within.js';

type Registered = Pick<KeyStore, 'readersNamed' | 'sitesAmong'>;

/**
 * The key somebody asks for, with ids in place of readers' keys.
 * @throws ProblemException 400 it names what does not exist or an end that is past; 403 it opens more than they see
 */
export async function asked(
  registered: Registered,
  visibility: Visibility,
  wanted: CreateKey,
  nowMs: number,
): Promise<Omit<NewKey, 'createdBy'>> {
  const expiresAt = wanted.expiresAt === null ? null : new Date(wanted.expiresAt);
  if (expiresAt && expiresAt.getTime() <= nowMs)
    throw wrong('/expiresAt', `${expiresAt.toISOString()} is past; a key ends in the future, or never (null)`);
  if (wanted.kind === 'gateway') return gatewayKey(registered, visibility, wanted, expiresAt);
  const { name, scopes, siteIds, departments } = wanted;
  if (scopes.includes('ingest') && departments !== null)
    throw wrong('/departments', 'readings belong to places: a key with "ingest" is limited by sites, not departments');
  if (!keyWithin(visibility, { ...wanted, readers: [] })) throw beyond('the sites and departments', visibility);
  const known = await registered.sitesAmong(siteIds ?? []);
  const missing = siteIds?.findIndex((id) => !known.has(id)) ?? -1;
  if (missing >= 0) throw wrong(`/siteIds/${missing}`, `there is no site with the id ${siteIds![missing]}`);
  return {
    ...{ kind: 'integration', name, scopes: [...new Set(scopes)], readerIds: [] },
    ...{ siteIds, departments, expiresAt },
  };
}

async function gatewayKey(
  registered: Registered,
  visibility: Visibility,
  { name, readerKeys }: Extract<CreateKey, { kind: 'gateway' }>,
  expiresAt: Date | null,
): Promise<Omit<NewKey, 'createdBy'>> {
  const named = await registered.readersNamed(readerKeys);
  const readers: NamedReader[] = readerKeys.map((key, index) => {
    const reader = named.get(key);
    // What they do not see does not exist for them either.
    if (!reader || !(visibility.siteIds?.includes(reader.siteId) ?? true))
      throw wrong(`/readerKeys/${index}`, `there is no reader "${key}" on a floor plan`);
    return reader;
  });
  const house = { siteIds: null, departments: null };
  if (!keyWithin(visibility, { kind: 'gateway', readers, ...house }))
    throw beyond('readers, which hear every department,', visibility);
  return {
    ...{ kind: 'gateway', name, scopes: ['ingest'], readerIds: [...new Set(readers.map(({ id }) => id))] },
    ...house,
    expiresAt,
  };
}

function wrong(pointer: string, detail: string): ProblemException {
  return new ProblemException(400, `The body of the request is not valid, at ${pointer}: ${detail}`, {
    errors: [{ pointer, detail }],
  });
}

function beyond(what: string, { siteIds, departments }: Visibility): ProblemException {
  const own = [
    siteIds && `the sites ${siteIds.join(', ')}`,
    departments && `the departments ${departments.join(', ')}`,
  ].filter(Boolean);
  return new ProblemException(403, `A key may open ${what} only as far as you answer for them: ${own.join(' and ')}.`);
}
