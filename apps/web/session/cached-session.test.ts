import { QueryClient } from '@tanstack/react-query';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CurrentSession } from '../app/api.js';
import { askSession, beginSession, endedKey, endSession, knownSession, sessionKey } from './cached-session.js';

const sessionOf = (id: number): CurrentSession => ({
  person: {
    ...{ id, email: `${id}@hospital.example`, name: `Person ${id}`, secondFactor: false },
    ...{ roles: ['nurse'], siteIds: null, departments: null },
  },
  ...{ key: null, permissions: ['assets.see'], demo: false, version: '1', idleTimeoutS: 900, shared: true },
  ...{ endsAt: null, endsAtMs: null },
});
const ada = sessionOf(1);
const nils = sessionOf(2);

/** A question to the server that is answered when the test says so. */
function slowly() {
  let answer: (session: CurrentSession | null) => void = () => undefined;
  const answered = new Promise<CurrentSession | null>((resolve) => (answer = resolve));
  return { ask: () => answered, answer };
}

describe('the session a page knows', () => {
  let client: QueryClient;
  const refresh = (ask: () => Promise<CurrentSession | null>) =>
    client.fetchQuery({ queryKey: sessionKey, queryFn: () => askSession(client, ask) });
  beforeEach(async () => {
    client = new QueryClient();
    await refresh(() => Promise.resolve(ada));
    client.setQueryData(['audit'], 'what Ada may see');
  });

  it('keeps what was loaded while the same person is signed in', async () => {
    await refresh(() => Promise.resolve({ ...ada }));
    expect(client.getQueryData(['audit'])).toBe('what Ada may see');
  });

  it('shows the next person nothing of what the last one had loaded', async () => {
    await refresh(() => Promise.resolve(nils));
    expect(knownSession(client)).toEqual(nils);
    expect(client.getQueryData(['audit'])).toBeUndefined();
  });

  it('is forgotten when the server knows of none', async () => {
    await refresh(() => Promise.resolve(null));
    expect(knownSession(client)).toBeNull();
    expect(client.getQueryData(['audit'])).toBeUndefined();
    expect(client.getQueryData(endedKey)).toBe('elsewhere');
  });

  it('stays ended when an answer from before the end comes late', async () => {
    const { ask, answer } = slowly();
    const late = refresh(ask);
    endSession(client, 'signedOut');
    answer(ada);
    expect(await late).toBeNull();
    expect(knownSession(client)).toBeNull();
    expect(client.getQueryData(endedKey)).toBe('signedOut');
  });

  it('stays with who has just signed in when an answer from before comes late', async () => {
    const { ask, answer } = slowly();
    endSession(client, 'signedOut');
    const late = refresh(ask);
    await beginSession(client, () => Promise.resolve(nils));
    answer(null);
    await late;
    expect(knownSession(client)).toEqual(nils);
    expect(client.getQueryData(endedKey)).toBeUndefined();
  });

  it('does not begin any more when it was ended while the server was asked', async () => {
    const { ask, answer } = slowly();
    endSession(client, 'idle');
    const beginning = beginSession(client, ask);
    endSession(client, 'signedOut');
    answer(nils);
    await beginning;
    expect(knownSession(client)).toBeNull();
  });
});
