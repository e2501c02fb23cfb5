import type { QueryClient } from '@tanstack/react-query';
import { ApiError, signOut } from '../app/api.js';
import { endSession, type Ended } from './cached-session.js';
import { presence } from './presence.js';

/** Ends the session here, in the other tabs and at the server. What was on the screen is gone before the answer. */
export async function leave(client: QueryClient, why: Ended): Promise<void> {
  endSession(client, why);
  presence.tellEnded();
  try {
    await signOut();
  } catch (error) {
    const over = error instanceof ApiError && error.status === 401;
    if (!over) endSession(client, 'unheard');
  }
}
