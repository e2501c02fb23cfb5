import type { z } from 'zod';
import { floorDetailSchema, siteTreeSchema, type FloorDetail, type SiteTree } from '#contracts/api';
import { assetSchema, type AssetView } from '#contracts/assets';
import { sessionSchema, signInOptionsSchema, type Session, type SignInOptions } from '#contracts/people';
import { problemSchema, type Problem } from '#contracts/problem';
import { assetWhySchema, type AssetWhy } from '#contracts/why';
import { keptAnswers, keptAtOf, mayShowKept } from '../offline/kept-answers.js';
import { offlineSince } from '../offline/offline-since.js';
import { presence } from '../session/presence.js';
import { language } from '../texts/language.js';
import { texts } from '../texts/texts.js';
import { patientFetch, TooSlow } from './patient-fetch.js';

/** A request that did not succeed; `status` 0 when no answer came. The message is fit for people. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** The places of the request that were wrong, as JSON pointers. */
    readonly errors: NonNullable<Problem['errors']> = [],
    /** Seconds to wait before asking again, when the server said so. */
    readonly retryAfterS: number | null = null,
  ) {
    super(message);
  }
}

const base = '/api/v1';
const jsonHeaders = { 'content-type': 'application/json' };

/** A session with its end by this browser's clock, ms since 1970; null for a key. */
export type CurrentSession = Session & { endsAtMs: number | null };

/** Who is signed in and what they may do, or null when somebody has to sign in first. */
export async function getSession(signal?: AbortSignal): Promise<CurrentSession | null> {
  try {
    const response = await request('/session', { signal });
    const copy = response.clone();
    const session = await understood('/session', response, sessionSchema);
    const keptAtMs = keptAtOf(copy);
    const toldAtMs = keptAtMs ?? Date.now();
    // The clock of a ward computer may be wrong by hours; the answer carries the server's.
    const serverNowMs = Date.parse(copy.headers.get('date') ?? '') || toldAtMs;
    const endsAtMs = session.endsAt === null ? null : toldAtMs + Date.parse(session.endsAt) - serverNowMs;
    const current = { ...session, endsAtMs };
    if (keptAtMs === null) {
      await keptAnswers.allow(!session.shared);
      void keptAnswers.keep(base, '/session', copy);
    } else if (!mayShowKept(current, keptAtMs, Date.now())) {
      await keptAnswers.forget();
      throw new ApiError(0, texts.errors.network);
    }
    return current;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) {
      await keptAnswers.forget();
      return null;
    }
    throw error;
  }
}

/** What the sign-in page offers. */
export function getSignInOptions(signal?: AbortSignal): Promise<SignInOptions> {
  return getJson('/sign-in', signInOptionsSchema, signal);
}

export async function signOut(): Promise<void> {
  await request('/session', { method: 'DELETE' });
}

export function getSites(signal?: AbortSignal): Promise<SiteTree> {
  return getJson('/sites', siteTreeSchema, signal);
}

export function getFloor(floorId: number, signal?: AbortSignal): Promise<FloorDetail> {
  return getJson(`/floors/${floorId}`, floorDetailSchema, signal);
}

export function getAsset(assetId: number, signal?: AbortSignal): Promise<AssetView> {
  return getJson(`/assets/${assetId}`, assetSchema, signal);
}

/** How the newest position of an asset came about. @throws ApiError 404 when it was never heard */
export function getAssetWhy(assetId: number, signal?: AbortSignal): Promise<AssetWhy> {
  return getJson(`/assets/${assetId}/why`, assetWhySchema, signal);
}

/** Address of the drawing of a floor. */
export function planAddress(floorId: number): string {
  return `${base}/floors/${floorId}/plan.svg`;
}

/** Asks for something. @throws ApiError when it is refused, not understood or not answered */
export async function getJson<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  signal?: AbortSignal,
): Promise<z.infer<Schema>> {
  return (await getAged(path, schema, signal)).answer;
}

/** As `getJson`, and when the answer was put aside, ms since 1970; null when it came from the server just now. */
export async function getAged<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  signal?: AbortSignal,
): Promise<{ answer: z.infer<Schema>; keptAtMs: number | null }> {
  const response = await request(path, { signal });
  void keptAnswers.keep(base, path, response.clone());
  return { answer: await understood(path, response, schema), keptAtMs: keptAtOf(response) };
}

/** Changes something and takes the answer. @throws ApiError when it is refused, not understood or not answered */
export async function sendJson<Schema extends z.ZodType>(
  method: 'POST' | 'PUT' | 'PATCH',
  path: string,
  schema: Schema,
  body?: unknown,
): Promise<z.infer<Schema>> {
  const sent = body === undefined ? {} : { headers: jsonHeaders, body: JSON.stringify(body) };
  return understood(path, await request(path, { method, ...sent }), schema);
}

/** Sends a file and takes the answer. @throws ApiError when it is refused, not understood or not answered */
export async function sendFile<Schema extends z.ZodType>(
  method: 'POST' | 'PUT',
  path: string,
  schema: Schema,
  file: Blob,
  type: string,
  signal?: AbortSignal,
): Promise<z.infer<Schema>> {
  const sent = { method, headers: { 'content-type': type }, body: file, signal };
  return understood(path, await request(path, sent), schema);
}

/** Changes something whose answer does not matter. @throws ApiError when it is refused or not answered */
export async function send(path: string, body?: unknown): Promise<void> {
  const sent = body === undefined ? {} : { headers: jsonHeaders, body: JSON.stringify(body) };
  await request(path, { method: 'POST', ...sent });
}

/** Changes something that is answered by nothing. @throws ApiError when it is refused or not answered */
export async function sendEmpty(method: 'POST' | 'PUT', path: string, body: unknown): Promise<void> {
  await request(path, { method, headers: jsonHeaders, body: JSON.stringify(body) });
}

/** Removes something. @throws ApiError when it is refused or not answered */
export async function remove(path: string, body?: unknown): Promise<void> {
  const sent = body === undefined ? {} : { headers: jsonHeaders, body: JSON.stringify(body) };
  await request(path, { method: 'DELETE', ...sent });
}

async function understood<Schema extends z.ZodType>(
  path: string,
  response: Response,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const result = schema.safeParse(await response.json().catch(() => undefined));
  if (!result.success) throw new ApiError(response.status, texts.errors.answer(path));
  return result.data;
}

async function request(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  const headers = new Headers(init.headers);
  headers.set('accept-language', language);
  // What a page that nobody uses asks for must not keep its session alive.
  if (presence.absent) headers.set('x-wardmap-idle', '1');
  try {
    const asked: RequestInit = { ...init, headers, credentials: 'same-origin' };
    // Whether a change was done is not known before it is answered: it is waited for as long as the network does.
    const changes = init.method !== undefined && init.method !== 'GET';
    response = await (changes ? fetch(base + path, asked) : patientFetch(fetch, base + path, asked));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    if (error instanceof TooSlow) throw new ApiError(0, texts.errors.slow(Math.round(error.afterMs / 1000)));
    throw new ApiError(0, texts.errors.network);
  }
  offlineSince.noteAnswer(keptAtOf(response));
  if (response.ok) return response;
  const problem = problemSchema.safeParse(await response.json().catch(() => undefined));
  const reason = problem.success ? (problem.data.detail ?? problem.data.title) : texts.errors.status(response.status);
  const retryAfterS = Number(response.headers.get('retry-after')) || null;
  throw new ApiError(response.status, reason, problem.success ? problem.data.errors : [], retryAfterS);
}
