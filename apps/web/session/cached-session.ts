import type { QueryClient } from '@tanstack/react-query';
import { keptAnswers } from '../offline/kept-answers.js';
import type { CurrentSession } from '../app/api.js';

export const sessionKey = ['session'] as const;
export const signInKey = ['sign-in'] as const;
export const endedKey = ['ended'] as const;

/** Why the page has no session any more. */
export type Ended = 'idle' | 'age' | 'elsewhere' | 'signedOut' | 'unheard';
/** Asks the server who this browser is; null when nobody is signed in. */
export type Ask = () => Promise<CurrentSession | null>;

/** How often a session began or ended in a page. What the server was asked before that says nothing about now. */
const turns = new WeakMap<QueryClient, number>();

function turnOf(client: QueryClient): number {
  return turns.get(client) ?? 0;
}

/** What the page knows: undefined before the first answer, null when nobody is signed in. */
export function knownSession(client: QueryClient): CurrentSession | null | undefined {
  return client.getQueryData<CurrentSession | null>(sessionKey);
}

/**
 * Who is signed in now. What somebody had loaded is forgotten when nobody is signed in any more, or somebody else is.
 * An answer that comes after the session has begun or ended changes nothing.
 */
export async function askSession(client: QueryClient, ask: Ask): Promise<CurrentSession | null> {
  const turn = turnOf(client);
  const session = await ask();
  const known = knownSession(client);
  if (turn !== turnOf(client)) return known ?? null;
  if (known && session === null) endSession(client, 'elsewhere');
  else if (known && known.person?.id !== session?.person?.id) forgetLoaded(client);
  return session;
}

/** Takes over who has just signed in. @throws what `ask` throws */
export async function beginSession(client: QueryClient, ask: Ask): Promise<void> {
  const turn = turnOf(client) + 1;
  turns.set(client, turn);
  client.removeQueries({ queryKey: endedKey });
  forgetLoaded(client);
  const session = await ask();
  if (turn === turnOf(client)) client.setQueryData(sessionKey, session);
}

/** Forgets everything that was loaded under the ended session, and remembers why it ended. */
export function endSession(client: QueryClient, why: Ended): void {
  turns.set(client, turnOf(client) + 1);
  client.setQueryData(endedKey, why);
  client.setQueryData(sessionKey, null);
  forgetLoaded(client);
}

function forgetLoaded(client: QueryClient): void {
  void keptAnswers.forget();
  const kept: unknown[] = [sessionKey[0], signInKey[0], endedKey[0]];
  client.removeQueries({ predicate: ({ queryKey }) => !kept.includes(queryKey[0]) });
  client.getMutationCache().clear();
}
