import 'reflect-metadata';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { floorFrameSchema, livePath, type FloorFrame, type FloorSnapshot } from '#contracts/live';
import { seesEverything } from '#contracts/visibility';
import { AssetStore } from '#storage/asset-store';
import { cardiology, type DividedHouse, marker, startDividedHouse } from './divided-house.js';
import { everyRoute, withIds } from './every-route.js';
import type { Answer } from './running-api.js';
import { patience, patienceMs } from '../support/patience.js';

const span = 'from=2026-01-01T00:00:00Z&to=2100-01-01T00:00:00Z';

describe('those who are for one department of one site', () => {
  let house: DividedHouse;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    house = await startDividedHouse();
  });
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.disconnect();
  });
  afterAll(() => house?.close());

  const grant = () => ({ siteIds: [house.siteId], departments: [cardiology] });
  /** How each of them asks. */
  async function asker(who: 'nurse' | 'biomed' | 'administrator' | 'key') {
    if (who === 'key') return { key: house.cardiologyKey, headers: { Authorization: `Bearer ${house.cardiologyKey}` } };
    return { key: null, headers: (await house.signIn(who, grant())).headers };
  }

  /** All of an answer but the id of the request, which is random. */
  const everything = ({ headers, text }: Answer) =>
    [...headers].filter(([name]) => name !== 'x-request-id').join('\n') + text;

  describe.each(['nurse', 'biomed', 'administrator', 'key'] as const)('as a %s', (who) => {
    it('are sent nothing of others by any route, whatever they ask for', async () => {
      const { key, headers } = await asker(who);
      const routes = everyRoute(house.api).filter(({ method }) => method === 'GET');
      const ids = [1, 2, 3, house.floorId, house.shown.assetId, ...house.hidden.ids].map(String);
      const names = [house.shown.tagKey, ...house.hidden.tagKeys, ...house.hidden.numbers];
      let told = 0;
      const asked = routes.flatMap(({ path }) =>
        path.includes(':')
          ? [...ids, ...names].map((id) => ({ path, id, query: span }))
          : ['', '&search=hidden', '&limit=200'].map((more) => ({ path, id: '', query: span + more })),
      );
      for (let at = 0; at < asked.length; at += 8)
        await Promise.all(
          asked.slice(at, at + 8).map(async ({ path, id, query }) => {
            const answer = await house.ask('GET', `${withIds(path, () => id)}?${query}`, { key, headers });
            const text = everything(answer);
            // A refusal may repeat what was asked, and nothing else; so may the answer that a code belongs to nothing.
            const ofCode = path === '/api/v1/codes/:code';
            const repeats = marker.test(id) && (answer.status >= 400 || ofCode);
            const fresh = repeats ? text.replaceAll(id, '').replaceAll(id.toLowerCase(), '') : text;
            expect([path, id, query, marker.exec(fresh)?.input ?? null]).toEqual([path, id, query, null]);
            if (marker.test(id)) expect(ofCode ? [200] : [403, 404]).toContain(answer.status);
            if (answer.status === 200 && text.includes(house.shown.number)) told++;
          }),
        );
      expect(told).toBeGreaterThan(3);
    });

    it('are answered the same of what is hidden as of what does not exist', async () => {
      const { key, headers } = await asker(who);
      const routes = everyRoute(house.api).filter(({ method, path }) => method === 'GET' && path.includes(':'));
      for (const { path } of routes)
        for (const hidden of [...house.hidden.ids.map(String), ...house.hidden.tagKeys]) {
          const missing = /^\d/.test(hidden) ? '999999' : 'no-such-tag';
          const [there, nowhere] = await Promise.all(
            [hidden, missing].map((id) => house.ask('GET', `${withIds(path, () => id)}?${span}`, { key, headers })),
          );
          expect([path, there.status]).toEqual([path, nowhere.status]);
          expect([path, there.text.replaceAll(hidden, '')]).toEqual([path, nowhere.text.replaceAll(missing, '')]);
        }
    });

    it('get nothing of others over a live connection', async () => {
      const { headers } = await asker(who);
      const viewer = await connected(headers);
      const sent = await watch(viewer, house.floorId);
      expect(sent.snapshot.assets.map(({ number }) => number)).toEqual([house.shown.number]);
      expect(await joinAnswer(viewer, house.hidden.floorId)).toEqual({
        ...{ error: `There is no floor with the id ${house.hidden.floorId}.`, absent: true },
      });
      expect(await joinAnswer(viewer, 999_999)).toEqual({
        error: 'There is no floor with the id 999999.',
        absent: true,
      });

      const all = await watch(await connected({ Authorization: `Bearer ${house.keys.read}` }), house.floorId);
      await house.hear([house.shown.tagKey, ...house.hidden.tagKeys], 2);
      await expect.poll(() => tagsOf(all.frames).size, patience).toBe(2);
      // Renamed, given away and taken out of service, what is hidden leaves no trace either.
      const assets = new AssetStore(house.database);
      const hiddenPump = { number: 'HIDDEN-T', typeKey: 'pump', department: 'Hidden surgery', tagKey: 'hidden-t' };
      await assets.register([{ ...hiddenPump, name: 'Hidden until now' }]);
      await vi.waitFor(() => house.hear(['hidden-t'], 3), patience);
      await expect.poll(() => JSON.stringify(all.frames), patience).toContain('Hidden until now');
      await assets.register([{ ...hiddenPump, name: 'Hidden still' }]);
      await expect.poll(() => JSON.stringify(all.frames), patience).toContain('Hidden still');
      await assets.retire(['HIDDEN-T']);
      await expect.poll(() => all.frames.flatMap(({ gone }) => gone).length, patience).toBe(1);
      const lastHere = all.frames.at(-1)!.serverTime;
      await expect.poll(() => sent.frames.at(-1)?.serverTime ?? 0, patience).toBeGreaterThan(lastHere);

      expect([...tagsOf(sent.frames)]).toEqual([house.shown.tagId]);
      expect(marker.exec(JSON.stringify([sent.snapshot, sent.frames, sent.others]))).toBeNull();
      expect(sent.frames.map(({ sequence }) => sequence)).toEqual(
        sent.frames.map((_, index) => sent.snapshot.sequence + 1 + index),
      );
    });
  });

  it('change nothing of others, and are answered as if it were not there', async () => {
    const { headers } = await asker('biomed');
    const { hidden, floorId, shown } = house;
    const before = await stored();
    const place = { floorId, x: 1, y: 1, z: 1 };
    const asset = { name: 'Mine', typeKey: 'pump', department: cardiology, tagKey: null };
    const level = {
      ...{ typeKey: 'pump', zoneId: null, department: null, days: [1], fromMinute: 0, untilMinute: 60 },
      ...{ target: 2, criticalMin: 1, criticalMax: null },
    };
    const tries: [string, string, unknown, number][] = [
      ['PUT', '/api/v1/assets', { assets: [{ ...asset, number: hidden.numbers[0] }] }, 409],
      ['PUT', '/api/v1/assets', { assets: [{ ...asset, number: 'NEW', tagKey: hidden.tagKeys[0] }] }, 409],
      ['PUT', '/api/v1/assets', { assets: [{ ...asset, number: shown.number, department: 'Another' }] }, 403],
      ['PUT', '/api/v1/assets', { assets: [{ ...asset, number: 'NEW', person: true }] }, 403],
      ['DELETE', '/api/v1/assets', { numbers: hidden.numbers }, 204],
      ['PUT', `/api/v1/reference-tags/${hidden.tagKeys[0]}`, place, 404],
      ['PUT', `/api/v1/reference-tags/${shown.tagKey}`, { ...place, floorId: hidden.floorId }, 404],
      ['DELETE', `/api/v1/reference-tags/${hidden.tagKeys[0]}`, undefined, 404],
      ['DELETE', `/api/v1/reference-tags/${hidden.tagKeys[1]}`, undefined, 404],
      ['POST', '/api/v1/room-labels', { assetId: hidden.ids[0], zoneId: 1 }, 404],
      ['POST', '/api/v1/room-labels', { assetId: shown.assetId, zoneId: hidden.zoneId }, 404],
      ['POST', `/api/v1/assets/${shown.assetId}/found`, { zoneId: hidden.zoneId }, 404],
      ['PUT', '/api/v1/status-rules', { rules: [] }, 403],
      ...hidden.ids.flatMap((id): [string, string, unknown, number][] => [
        ['PUT', `/api/v1/assets/${id}/status`, { status: 'available' }, 404],
        ['PUT', `/api/v1/assets/${id}/reservation`, { minutes: 30 }, 404],
        ['DELETE', `/api/v1/assets/${id}/reservation`, undefined, 404],
        ['PUT', `/api/v1/assets/${id}/loan`, { borrower: 'Ward 9' }, 404],
        ['DELETE', `/api/v1/assets/${id}/loan`, undefined, 404],
        ['POST', `/api/v1/assets/${id}/defects`, { text: 'Broken' }, 404],
        ['DELETE', `/api/v1/assets/${id}/defects/1`, undefined, 404],
        ['POST', `/api/v1/assets/${id}/found`, {}, 404],
        ['POST', `/api/v1/assets/${id}/not-here`, {}, 404],
        ['POST', `/api/v1/assets/${id}/undo`, undefined, 404],
      ]),
      ['POST', `/api/v1/floors/${floorId}/calibration/walks`, { tagKey: hidden.tagKeys[0] }, 404],
      ['POST', `/api/v1/floors/${hidden.floorId}/calibration/walks`, { tagKey: shown.tagKey }, 404],
      ['POST', `/api/v1/floors/${hidden.floorId}/calibration/fit`, undefined, 404],
      ['POST', `/api/v1/floors/${hidden.floorId}/calibration/rollback`, undefined, 404],
      ['POST', '/api/v1/par-levels', { ...level, zoneId: hidden.zoneId }, 400],
      ['POST', '/api/v1/par-levels', { ...level, department: 'Hidden surgery' }, 400],
      ...hidden.ids.flatMap((id): [string, string, unknown, number][] => [
        ['PUT', `/api/v1/par-levels/${id}`, { ...level, department: cardiology }, 404],
        ['DELETE', `/api/v1/par-levels/${id}`, undefined, 404],
        ['POST', `/api/v1/calibrations/${id}/activate`, undefined, 404],
        ['POST', `/api/v1/walks/${id}/finish`, undefined, 404],
        ['POST', `/api/v1/walks/${id}/stops`, { x: 1, y: 1 }, 404],
        ['POST', `/api/v1/stops/${id}/finish`, undefined, 404],
        ['DELETE', `/api/v1/stops/${id}`, undefined, 404],
      ]),
    ];
    for (const [method, path, body, status] of tries) {
      const answer = await house.ask(method, path, { key: null, headers, body });
      expect([method, path, body, answer.status]).toEqual([method, path, body, status]);
    }
    expect(await stored()).toEqual(before);
  });

  it('are recorded with what they changed: a room that they named, a tag that they fixed', async () => {
    const { shown, floorId, hear } = house;
    const nurse = await house.signIn('nurse', grant());
    const { rows } = await house.database.pool.query('SELECT id FROM zone WHERE floor_id = $1', [floorId]);
    const label = { assetId: shown.assetId, zoneId: rows[0].id };
    const name = () => house.ask('POST', '/api/v1/room-labels', { key: null, headers: nurse.headers, body: label });
    // It is learnt from what was heard in the last seconds; on a slow machine they pass before it is stored.
    const heardAndNamed = async () => (await hear([shown.tagKey], 2), (await name()).status);
    await expect.poll(heardAndNamed, patience).toBe(201);
    const biomed = await house.signIn('biomed', grant());
    const fix = (x: number) =>
      house.ask('PUT', `/api/v1/reference-tags/${shown.tagKey}`, {
        ...{ key: null, headers: biomed.headers, body: { floorId, x, y: 1, z: 1 } },
      });
    expect([(await fix(1)).status, (await fix(2)).status]).toEqual([200, 200]);

    const events = async (email: string) => {
      const { rows } = await house.database.pool.query(
        `SELECT action, subject_kind AS kind, before, after FROM audit_event
         WHERE position($1 IN actor_name) > 0 AND action <> 'access.refused' ORDER BY id`,
        [email],
      );
      return rows as unknown[];
    };
    expect(await events(nurse.email)).toMatchObject([{ action: 'label.add', kind: 'room label', before: null }]);
    expect(await events(biomed.email)).toMatchObject([
      { action: 'calibration.change', kind: 'reference tag', before: null },
      { action: 'calibration.change', kind: 'reference tag', before: expect.anything(), after: expect.anything() },
    ]);
  });

  it('are refused what is of the whole house: keys that belong to nothing, audit trail, and how long things are kept', async () => {
    const { headers } = await asker('administrator');
    const rules = async () =>
      (await house.database.pool.query("SELECT * FROM setting WHERE key IN ('retention', 'person-tags')")).rows;
    const before = await rules();
    const days = { positions: 2, visits: 30, sessions: 7, audit: 365, sightings: 1, traffic: 1 };
    const tries: [string, string, unknown?][] = [
      ['GET', '/api/v1/unassigned'],
      ['GET', '/api/v1/audit'],
      ['GET', '/api/v1/audit/export.csv'],
      ['GET', '/api/v1/audit/verification'],
      ['PUT', '/api/v1/privacy/retention', days],
      ['PUT', '/api/v1/privacy/persons', { enabled: false }],
    ];
    for (const [method, path, body] of tries) {
      const answer = await house.ask(method, path, { key: null, headers, body });
      expect([method, path, answer.status]).toEqual([method, path, 403]);
      expect(answer.body.detail).toContain('of the whole house');
    }
    for (const who of ['biomed', 'key'] as const) {
      const { key, headers } = await asker(who);
      expect([who, (await house.ask('GET', '/api/v1/unassigned', { key, headers })).status]).toEqual([who, 403]);
    }
    expect(await rules()).toEqual(before);
    const persons = await house.ask('GET', '/api/v1/privacy/persons', { key: null, headers });
    expect(persons.body.persons.enabled).toBe(true);
  });

  it('see what persons carry once their role is named for it', async () => {
    const { headers } = await house.signIn('security', grant());
    const { assets } = (await house.ask('GET', '/api/v1/assets', { key: null, headers })).body;
    expect(assets.map(({ number }: { number: string }) => number).sort()).toEqual(['HIDDEN-P', 'P-1', 'P-2']);
  });

  it('see more or less within seconds when an administrator says so, without signing in again', async () => {
    const nurse = await house.signIn('nurse', grant());
    const viewer = await connected(nurse.headers);
    const { frames } = await watch(viewer, house.floorId);
    const rights = (departments: string[] | null, siteIds: number[] | null) =>
      house.database.pool.query('UPDATE user_account SET departments = $2, site_ids = $3 WHERE id = $1', [
        ...[nurse.id, departments, siteIds],
      ]);
    /** A number far out of turn: to every client a sign that it missed something. */
    const toldToJoinAgain = () => frames.some(({ sequence }) => sequence > 1_000_000);

    await rights([cardiology, 'Hidden surgery'], [house.siteId]);
    await expect.poll(toldToJoinAgain, patience).toBe(true);
    const wider = await watch(viewer, house.floorId);
    expect(wider.snapshot.assets.map(({ number }) => number)).toContain('HIDDEN-B');

    frames.length = 0;
    await rights([cardiology], [house.hidden.siteId]);
    await expect.poll(toldToJoinAgain, patience).toBe(true);
    expect(await joinAnswer(viewer, house.floorId)).toHaveProperty('error');
    await house.database.pool.query('UPDATE user_session SET ended_at = now() WHERE user_id = $1', [nurse.id]);
    await expect.poll(() => viewer.connected, patience).toBe(false);
  });

  it('see an asset come and go when it is given to them and taken away', async () => {
    const viewer = await watch(await connected((await asker('nurse')).headers), house.floorId);
    const assets = new AssetStore(house.database);
    const pump = { number: 'HIDDEN-B', name: 'Pump', typeKey: 'pump', tagKey: 'hidden-b' };
    await assets.register([{ ...pump, department: cardiology }]);
    await expect
      .poll(() => viewer.frames.flatMap((frame) => frame.assets.map(({ number }) => number)), patience)
      .toEqual(['HIDDEN-B']);
    const { assets: found } = await assets.list({ search: 'HIDDEN-B', limit: 1 }, seesEverything);
    await assets.register([{ ...pump, name: 'Hidden pump', department: 'Hidden surgery' }]);
    await expect.poll(() => viewer.frames.flatMap(({ gone }) => gone), patience).toEqual([found[0].tagId]);
    expect(JSON.stringify(viewer.frames)).not.toContain('Hidden pump');
  });

  /** Everything that a biomedical engineer can change. */
  async function stored() {
    const tables = ['asset', 'reference_tag', 'survey_walk', 'survey_stop', 'calibration', 'room_label', 'par_level'];
    const rows = tables.map(
      async (table) => (await house.database.pool.query(`SELECT * FROM ${table} ORDER BY 1`)).rows,
    );
    return Promise.all(rows);
  }

  async function connected(headers: Record<string, string>): Promise<Socket> {
    const options = { path: livePath, transports: ['websocket'], reconnection: false, forceNew: true };
    const socket = io(house.url, { ...options, extraHeaders: { ...headers, Origin: house.url } });
    sockets.push(socket);
    await new Promise<void>((resolve, reject) => socket.on('connect', resolve).on('connect_error', reject));
    return socket;
  }

  const joinAnswer = (socket: Socket, floorId: number): Promise<unknown> =>
    socket.timeout(patienceMs).emitWithAck('floor:join', { floorId });

  async function watch(socket: Socket, floorId: number) {
    const frames: FloorFrame[] = [];
    const others: unknown[] = [];
    socket.onAny((name, message) =>
      name === 'floor:frame' ? frames.push(floorFrameSchema.parse(message)) : others.push(message),
    );
    const { snapshot } = (await joinAnswer(socket, floorId)) as { snapshot: FloorSnapshot };
    return { snapshot, frames, others };
  }
});

function tagsOf(frames: FloorFrame[]): Set<number> {
  return new Set(frames.flatMap(({ fixes, moves, heard }) => [...fixes, ...moves, ...heard].map(([tagId]) => tagId)));
}
