import 'reflect-metadata';
import { MESSAGE_METADATA } from '@nestjs/websockets/constants.js';
import { MetadataScanner } from '@nestjs/core';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { livePath, liveRules } from '#contracts/live';
import { may, peopleRoles, permissionTable } from '#contracts/permissions';
import { problemSchema } from '#contracts/problem';
import { wholeHouse } from '#contracts/visibility';
import { LiveGateway } from '../../apps/api/live/live.gateway.js';
import { everyRoute, type ServedRoute, withIds } from './every-route.js';
import { startTestApi, type TestApi } from './running-api.js';

/** What anybody on the network may ask; every other route is for those who are known. */
const publicRoutes = [
  'GET /api/v1/health/live',
  'GET /api/v1/health/ready',
  'GET /api/v1/openid/callback',
  'GET /api/v1/openid/start',
  'GET /api/v1/sign-in',
  'POST /api/v1/invitations/accept',
  'POST /api/v1/session',
  'POST /api/v1/session/demo',
  'POST /api/v1/setup',
];

describe('every route and every live message', () => {
  let api: TestApi;
  let routes: ServedRoute[];
  beforeAll(async () => {
    api = await startTestApi('postgres');
    routes = everyRoute(api.api);
  });
  afterAll(() => api?.close());

  const named = ({ method, path }: ServedRoute) => `${method} ${path}`;
  const asked = ({ path }: ServedRoute) => withIds(path, () => '1');
  const guarded = () => routes.filter(({ demands }) => demands !== 'public');

  it('has a rule', () => {
    expect(routes.length).toBeGreaterThan(40);
    expect(routes.filter(({ demands }) => demands === null).map(named)).toEqual([]);
    for (const { demands } of guarded()) expect(Object.keys(permissionTable)).toContain(demands);
    const handled = new MetadataScanner().getAllMethodNames(LiveGateway.prototype).flatMap((name): string[] => {
      const handler = (LiveGateway.prototype as unknown as Record<string, object>)[name];
      const message: unknown = Reflect.getMetadata(MESSAGE_METADATA, handler);
      return typeof message === 'string' ? [message] : [];
    });
    expect(handled.sort()).toEqual(['floor:join', 'floor:leave']);
    for (const message of handled) expect(Object.keys(liveRules)).toContain(message);
  });

  it('is closed to strangers but for a few', async () => {
    expect(
      routes
        .filter(({ demands }) => demands === 'public')
        .map(named)
        .sort(),
    ).toEqual(publicRoutes);
    for (const route of guarded()) {
      const plain = await api.ask(route.method, asked(route), { key: null });
      expect([named(route), plain.status]).toEqual([named(route), 401]);
      expect(Object.keys(problemSchema.parse(plain.body))).toEqual(['type', 'title', 'status', 'detail']);
      const guessed = await api.ask(route.method, asked(route), { key: `wm_${'g'.repeat(43)}` });
      expect([named(route), guessed.status]).toEqual([named(route), 401]);
    }
  });

  it.each(peopleRoles)('is refused to a %s who may not, before anything else is looked at', async (role) => {
    const { headers } = await api.signIn(role);
    for (const route of guarded()) {
      if (route.demands === null || route.demands === 'public') throw new Error(`${named(route)} has no rule`);
      const allowed = may({ roles: [role], ...wholeHouse }, route.demands);
      // What may be done is tried where trying changes nothing.
      if (allowed && route.method !== 'GET') continue;
      const { status, body } = await api.ask(route.method, asked(route), { key: null, headers });
      if (allowed) expect([named(route), status]).not.toEqual([named(route), 401]);
      else
        expect([named(route), status, body.detail]).toEqual([
          ...[named(route), 403],
          `Your role may not ${permissionTable[route.demands].words}.`,
        ]);
    }
  });

  it.each(['ingest', 'read', 'export', 'manage'] as const)('is refused to a key that may only %s', async (scope) => {
    for (const route of guarded()) {
      if (
        route.demands === null ||
        route.demands === 'public' ||
        may({ scopes: [scope], ...wholeHouse }, route.demands)
      )
        continue;
      const { status } = await api.ask(route.method, asked(route), { key: api.keys[scope] });
      expect([named(route), status]).toEqual([named(route), 403]);
    }
  });

  it('comes over one live connection, which opens to those who may look', async () => {
    const reached = (headers: Record<string, string>, namespace = '') =>
      new Promise<boolean>((resolve) => {
        const options = { path: livePath, transports: ['websocket'], extraHeaders: headers, reconnection: false };
        const socket = io(`${api.url}${namespace}`, { ...options, forceNew: true });
        const done = (open: boolean) => {
          socket.disconnect();
          resolve(open);
        };
        socket.on('connect', () => done(true)).on('connect_error', () => done(false));
      });
    const bearer = (key: string) => ({ Authorization: `Bearer ${key}` });
    expect(await reached({})).toBe(false);
    for (const scope of ['ingest', 'export', 'manage'] as const)
      expect([scope, await reached(bearer(api.keys[scope]))]).toEqual([scope, false]);
    expect(await reached(bearer(api.keys.read))).toBe(true);
    expect(await reached(bearer(api.keys.read), '/other')).toBe(false);
  });
});
