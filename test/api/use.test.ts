import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AssetDetail, AssetView } from '#contracts/assets';
import { type FloorFrame, floorFrameSchema, livePath } from '#contracts/live';
import { partitionOfTag } from '#contracts/queue';
import { openMessaging } from '#messaging/open-messaging';
import { AssetStore } from '#storage/asset-store';
import { ensureDays } from '#storage/position-days';
import { type SignedInTester, startTestApi, type TestApi } from './running-api.js';
import { hearTag } from './heard-tag.js';
import { patience } from '../support/patience.js';

let api: TestApi;
let anna: SignedInTester;
let ben: SignedInTester;
let biomed: SignedInTester;
let pump: number;
let tagId: number;
let floorId: number;
let zoneId: number;
let otherZoneId: number;
const sockets: Socket[] = [];

beforeAll(async () => {
  api = await startTestApi('postgres');
  [anna, ben, biomed] = await Promise.all([
    api.signIn('nurse', { name: 'Anna Nurse' }),
    api.signIn('nurse', { name: 'Ben Nurse' }),
    api.signIn('biomed', { name: 'Bea Biomed' }),
  ]);
  const { rows } = await api.database.pool.query<{ id: number; floorId: number }>(
    'SELECT id, floor_id AS "floorId" FROM zone ORDER BY id',
  );
  [{ id: zoneId, floorId }, { id: otherZoneId }] = rows;
});
let made = 0;
/** A pump that stands in the store and is heard now. */
beforeEach(async () => {
  const number = `U-${++made}`;
  await new AssetStore(api.database).register([{ number, name: 'Used', typeKey: 'pump', tagKey: `u${made}` }]);
  const { rows } = await api.database.pool.query<{ id: number; tagId: number }>(
    'SELECT id, tag_id AS "tagId" FROM asset WHERE number = $1',
    [number],
  );
  [{ id: pump, tagId }] = rows;
  await stand(zoneId, new Date(Date.now() - 600_000));
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.disconnect();
});
afterAll(() => api?.close());

/** The pump is told to be in a zone since a moment, and was heard just now. */
async function stand(inZone: number, since: Date): Promise<void> {
  await api.database.pool.query(
    `INSERT INTO current_position (tag_id, floor_id, x, y, var_x, var_y, cov_xy, radius90_m, zone_id, in_zone_since,
       observed_at, method, partition, journal_sequence, state)
     VALUES ($1, $2, 1, 1, 1, 1, 0, 3, $3, $4, now(), 'grid', $5, 0, '')
     ON CONFLICT (tag_id) DO UPDATE SET zone_id = excluded.zone_id, in_zone_since = excluded.in_zone_since`,
    [tagId, floorId, inZone, since, partitionOfTag(tagId, 4)],
  );
}

const as = (who: SignedInTester, method: string, path: string, body?: unknown) =>
  api.ask(method, `/api/v1${path}`, { key: null, headers: who.headers, body });
const use = (who: SignedInTester, method: string, path: string, body?: unknown) =>
  as(who, method, `/assets/${pump}/${path}`, body);
const shown = async (who = anna) => (await as(who, 'GET', `/assets/${pump}`)).body as AssetView;
const details = async () => (await as(anna, 'GET', `/assets/${pump}`)).body as AssetDetail;

describe('what a person says of an asset', () => {
  it('is its status, with who said it, and stays in its history', async () => {
    expect((await use(anna, 'PUT', 'status', { status: 'needs-cleaning', note: 'Spilt' })).status).toBe(204);
    expect((await shown()).status).toMatchObject({
      ...{ value: 'needs-cleaning', source: 'person', by: 'Anna Nurse', note: 'Spilt' },
    });
    await use(ben, 'PUT', 'status', { status: 'available' });
    const { body } = await use(anna, 'GET', 'statuses');
    expect(body.statuses).toMatchObject([
      { value: 'available', by: 'Ben Nurse' },
      { value: 'needs-cleaning', by: 'Anna Nurse', note: 'Spilt' },
      { value: 'available', source: 'start', by: null },
    ]);
    const older = await use(anna, 'GET', `statuses?limit=1&before=${body.statuses[1].id}`);
    expect(older.body).toEqual({ statuses: [body.statuses[2]], next: null });
    expect((await use(anna, 'GET', 'statuses?limit=2')).body.next).toBe(body.statuses[1].id);
  });

  it('reaches those who watch at once', async () => {
    const headers = { Authorization: `Bearer ${api.keys.read}` };
    const socket = io(api.url, { path: livePath, transports: ['websocket'], extraHeaders: headers });
    sockets.push(socket);
    await new Promise((resolve) => socket.on('connect', () => resolve(null)));
    const frames: FloorFrame[] = [];
    socket.on('floor:frame', (frame) => frames.push(floorFrameSchema.parse(frame)));
    await socket.emitWithAck('floor:join', { floorId });
    const { rows } = await api.database.pool.query<{ tagId: number; id: number }>(
      `SELECT tag_id AS "tagId", id FROM asset WHERE number = 'P-1'`,
    );
    const worker = await openMessaging({
      ...{
        databaseUrl: api.databaseUrl,
        redisUrl: undefined,
        partitions: 4,
        role: 'producer',
        applicationName: 'test',
      },
    });
    await worker.bus.publish('fixes', { fixes: [[rows[0].tagId, floorId, 1, 1, 3, zoneId, Date.now(), 0, 0, 0]] });
    await expect.poll(() => frames.flatMap(({ fixes }) => fixes).length, patience).toBeGreaterThan(0);
    frames.length = 0;
    await as(anna, 'PUT', `/assets/${rows[0].id}/status`, { status: 'needs-repair' });
    await expect
      .poll(() => frames.flatMap(({ assets }) => assets), patience)
      .toMatchObject([{ tagId: rows[0].tagId, status: 'needs-repair' }]);
    // Nobody is told that it moved: it has not.
    expect(frames.flatMap(({ fixes }) => fixes)).toEqual([]);
    await worker.close();
  });

  it('is refused of what does not exist, and of words that are said otherwise', async () => {
    expect((await as(anna, 'PUT', '/assets/999999/status', { status: 'available' })).status).toBe(404);
    expect((await use(anna, 'PUT', 'status', { status: 'lent' })).status).toBe(400);
  });
});

describe('a reservation', () => {
  it('is its maker’s until it ends; whoever comes second is told who has it', async () => {
    expect((await use(anna, 'PUT', 'reservation', { minutes: 30, note: 'Bed 4' })).status).toBe(204);
    expect((await shown(anna)).reservation).toMatchObject({ by: 'Anna Nurse', mine: true, note: 'Bed 4' });
    expect((await shown(ben)).reservation).toMatchObject({ by: 'Anna Nurse', mine: false });
    const second = await use(ben, 'PUT', 'reservation', { minutes: 30 });
    expect([second.status, second.body.detail]).toEqual([409, expect.stringContaining('Anna Nurse has reserved it')]);
    expect((await use(ben, 'DELETE', 'reservation')).status).toBe(409);
    expect((await use(ben, 'PUT', 'loan', { borrower: 'Ward 9' })).status).toBe(409);
    expect((await use(anna, 'PUT', 'reservation', { minutes: 60 })).status).toBe(204);
    expect((await use(biomed, 'DELETE', 'reservation')).status).toBe(204);
    expect((await shown()).reservation).toBe(null);
    expect((await use(ben, 'PUT', 'reservation', { minutes: 5 })).status).toBe(204);
  });

  it('ends by itself', async () => {
    await use(anna, 'PUT', 'reservation', { minutes: 5 });
    await api.database.pool.query(
      `UPDATE reservation SET expires_at = now() - interval '1 second' WHERE asset_id = $1`,
      [pump],
    );
    expect((await shown()).reservation).toBe(null);
    expect((await use(ben, 'PUT', 'reservation', { minutes: 5 })).status).toBe(204);
  });

  it('is one person’s, however many ask at the same moment', async () => {
    const nurses = await Promise.all(
      Array.from({ length: 6 }, (_, index) => api.signIn('nurse', { name: `N ${index}` })),
    );
    const answers = await Promise.all(nurses.map((nurse) => use(nurse, 'PUT', 'reservation', { minutes: 10 })));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409, 409, 409, 409]);
    const { rows } = await api.database.pool.query('SELECT FROM reservation WHERE asset_id = $1 AND ended_at IS NULL', [
      pump,
    ]);
    expect(rows).toHaveLength(1);
  });
});

describe('defects and loans', () => {
  it('need repair until the last defect is mended', async () => {
    const first = await use(anna, 'POST', 'defects', { text: 'Display dark' });
    const second = await use(ben, 'POST', 'defects', { text: 'Plug loose' });
    expect([first.status, second.status]).toEqual([201, 201]);
    expect((await shown()).status).toMatchObject({ value: 'needs-repair', by: 'Ben Nurse', note: 'Plug loose' });
    expect((await details()).defects).toMatchObject([
      { text: 'Plug loose', by: 'Ben Nurse' },
      { text: 'Display dark' },
    ]);
    expect((await use(biomed, 'DELETE', `defects/${first.body.id}`)).status).toBe(204);
    expect((await shown()).status.value).toBe('needs-repair');
    const said = await use(ben, 'PUT', 'status', { status: 'available' });
    expect([said.status, said.body.detail]).toEqual([409, expect.stringContaining('open defect')]);
    await use(ben, 'PUT', 'status', { status: 'missing' });
    await use(ben, 'POST', 'found', {});
    expect((await shown()).status.value).toBe('needs-repair');
    expect((await use(biomed, 'DELETE', `defects/${second.body.id}`)).status).toBe(204);
    expect((await shown()).status).toMatchObject({ value: 'available', by: 'Bea Biomed' });
    expect((await use(biomed, 'DELETE', `defects/${second.body.id}`)).status).toBe(404);
  });

  it('keep what is lent lent, whatever is said of it, until it is back', async () => {
    const dueAt = new Date(Date.now() + 86_400_000).toISOString();
    expect((await use(anna, 'PUT', 'loan', { borrower: 'St. Elsewhere', dueAt })).status).toBe(204);
    expect((await shown()).status).toMatchObject({ value: 'lent', by: 'Anna Nurse' });
    expect((await details()).loan).toMatchObject({ borrower: 'St. Elsewhere', dueAt });
    const said = await use(ben, 'PUT', 'status', { status: 'available' });
    expect([said.status, said.body.detail]).toEqual([409, expect.stringContaining('lent to St. Elsewhere')]);
    expect((await use(ben, 'PUT', 'loan', { borrower: 'Another' })).status).toBe(409);
    expect((await use(ben, 'PUT', 'loan', { borrower: 'St. Elsewhere', dueAt: null })).status).toBe(204);
    expect((await details()).loan?.dueAt).toBe(null);
    await use(ben, 'POST', 'defects', { text: 'Came back wet' });
    expect((await shown()).status.value).toBe('lent');
    expect((await use(ben, 'DELETE', 'loan')).status).toBe(204);
    expect((await shown()).status.value).toBe('needs-repair');
    expect((await details()).loan).toBe(null);
  });

  it('make what came back wait for cleaning, unless it is said to be clean', async () => {
    await use(anna, 'PUT', 'loan', { borrower: 'Ward 9' });
    expect((await use(ben, 'DELETE', 'loan')).status).toBe(204);
    expect((await shown()).status).toMatchObject({ value: 'needs-cleaning', by: 'Ben Nurse' });
    await use(anna, 'PUT', 'loan', { borrower: 'Ward 9' });
    expect((await use(ben, 'DELETE', 'loan?now=lent')).status).toBe(400);
    expect((await use(ben, 'DELETE', 'loan?now=available')).status).toBe(204);
    expect((await shown()).status.value).toBe('available');
  });
});

describe('taking back what was done last', () => {
  const undo = async (who = anna) => {
    const { status, body } = await use(who, 'POST', 'undo');
    return [status, body?.detail];
  };
  const dayAgo = new Date(Date.now() - 86_400_000);
  /** A place told a status a day ago. */
  const toldByPlace = () =>
    api.database.pool.query(
      `UPDATE asset SET status = 'in-use', status_since = $2, status_source = 'place', status_by = NULL, status_note = NULL
       WHERE id = $1`,
      [pump, dayAgo],
    );
  const beforeAct = {
    ...{ value: 'in-use', source: 'place', by: null, note: null },
    since: dayAgo.toISOString(),
  };

  it('makes the status again what it was, with its source, since when and its note, and says so in the history', async () => {
    await toldByPlace();
    await use(anna, 'PUT', 'status', { status: 'needs-cleaning', note: 'Spilt' });
    expect(await undo()).toEqual([204, undefined]);
    expect((await shown()).status).toEqual(beforeAct);
    const { statuses } = (await use(anna, 'GET', 'statuses')).body;
    expect(statuses).toMatchObject([
      { value: 'in-use', source: 'place', undone: { by: 'Anna Nurse' } },
      { value: 'needs-cleaning', by: 'Anna Nurse', undone: null },
      { value: 'in-use', undone: null },
    ]);
    await use(ben, 'PUT', 'status', { status: 'needs-repair', note: 'Fell down' });
    await use(anna, 'PUT', 'status', { status: 'available' });
    await undo();
    expect((await shown()).status).toMatchObject({ value: 'needs-repair', by: 'Ben Nurse', note: 'Fell down' });
    expect(await undo()).toEqual([409, expect.stringContaining('nothing to take back')]);
  });

  it('is for whoever did it, for ten minutes, and while nothing has happened since', async () => {
    await use(anna, 'PUT', 'status', { status: 'needs-cleaning' });
    expect((await undo(ben))[0]).toBe(409);
    await api.database.pool.query(`UPDATE last_act SET at = now() - interval '601 seconds' WHERE asset_id = $1`, [
      pump,
    ]);
    expect((await undo())[0]).toBe(409);
    await use(anna, 'PUT', 'status', { status: 'available' });
    await api.database.pool.query(
      `INSERT INTO status_change (asset_id, status, since, source) VALUES ($1, 'in-use', now(), 'place')`,
      [pump],
    );
    expect(await undo()).toEqual([409, expect.stringContaining('changed since')]);
    await use(ben, 'PUT', 'status', { status: 'needs-cleaning' });
    expect((await undo())[0]).toBe(409);
    expect((await shown()).status.value).toBe('needs-cleaning');
  });

  it('leaves of a loan nothing but what it was before, dirty or broken as that may be', async () => {
    await use(ben, 'PUT', 'status', { status: 'needs-cleaning', note: 'Spilt' });
    await use(anna, 'PUT', 'loan', { borrower: 'Ward 9' });
    expect((await undo())[0]).toBe(204);
    expect((await shown()).status).toMatchObject({ value: 'needs-cleaning', by: 'Ben Nurse', note: 'Spilt' });
    expect((await details()).loan).toBe(null);
    await use(anna, 'PUT', 'loan', { borrower: 'Ward 9' });
    await use(anna, 'DELETE', 'loan?now=available');
    expect((await undo())[0]).toBe(204);
    expect((await shown()).status).toMatchObject({ value: 'lent', note: 'Ward 9' });
    expect((await details()).loan).toMatchObject({ borrower: 'Ward 9' });
  });

  it('opens a mended defect again, and forgets one that was reported by mistake', async () => {
    const { body } = await use(ben, 'POST', 'defects', { text: 'Display dark' });
    await use(anna, 'DELETE', `defects/${body.id}`);
    expect((await shown()).status.value).toBe('available');
    await undo();
    expect((await shown()).status).toMatchObject({ value: 'needs-repair', by: 'Ben Nurse', note: 'Display dark' });
    expect((await details()).defects).toMatchObject([{ id: body.id, text: 'Display dark' }]);
    await use(anna, 'POST', 'defects', { text: 'Wrong pump' });
    await undo();
    expect((await details()).defects).toMatchObject([{ id: body.id }]);
    expect((await shown()).status.note).toBe('Display dark');
  });

  it('never makes ready what has an open defect', async () => {
    const { body } = await use(ben, 'POST', 'defects', { text: 'Display dark' });
    await use(ben, 'PUT', 'status', { status: 'in-maintenance' });
    await use(anna, 'DELETE', `defects/${body.id}`);
    // The repaired pump came to the store, whose rule applies.
    await api.database.pool.query(
      `UPDATE asset SET status = 'available', status_source = 'place', status_since = now() WHERE id = $1`,
      [pump],
    );
    expect((await undo())[0]).toBe(204);
    expect((await details()).defects).toHaveLength(1);
    expect((await shown()).status.value).toBe('needs-repair');
  });

  it('gives a reservation back, also one that somebody else ended', async () => {
    await use(anna, 'PUT', 'reservation', { minutes: 30, note: 'Bed 4' });
    await use(anna, 'PUT', 'reservation', { minutes: 60 });
    await undo();
    expect((await shown()).reservation).toMatchObject({ mine: true, note: 'Bed 4' });
    await use(biomed, 'DELETE', 'reservation');
    expect((await shown()).reservation).toBe(null);
    await undo(biomed);
    expect((await shown()).reservation).toMatchObject({ by: 'Anna Nurse', mine: true, note: 'Bed 4' });
  });

  it('forgets a report of where it was, with what was learnt from it', async () => {
    await use(anna, 'POST', 'not-here', {});
    await undo();
    expect((await details()).doubtedSince).toBe(null);
    await use(anna, 'PUT', 'status', { status: 'missing' });
    await hearTag(api.database, tagId, 4);
    await use(anna, 'POST', 'found', { zoneId: otherZoneId });
    await undo();
    const left = (sql: string) => api.database.pool.query(sql, [pump]).then(({ rows }) => rows);
    expect(await left('SELECT FROM find_report WHERE asset_id = $1')).toEqual([]);
    expect(
      await left('SELECT FROM room_label JOIN asset ON asset.tag_id = room_label.tag_id WHERE asset.id = $1'),
    ).toEqual([]);
    expect((await shown()).status.value).toBe('missing');
  });

  it('is recorded with what it was', async () => {
    await use(anna, 'PUT', 'status', { status: 'needs-cleaning' });
    await undo();
    const { rows } = await api.database.pool.query(
      `SELECT action, before, after FROM audit_event WHERE subject = $1 ORDER BY id DESC LIMIT 1`,
      [`U-${made}`],
    );
    expect(rows).toMatchObject([
      {
        action: 'asset.undo',
        before: { status: 'needs-cleaning' },
        after: { undone: 'status', status: 'available' },
      },
    ]);
  });
});

describe('found it, and not here', () => {
  it('doubt the place until it is told to be elsewhere, or somebody finds it there', async () => {
    expect((await details()).doubtedSince).toBe(null);
    expect((await use(anna, 'POST', 'not-here', { searchMs: 60_000 })).status).toBe(201);
    expect((await details()).doubtedSince).not.toBe(null);
    await stand(zoneId, new Date());
    expect((await details()).doubtedSince).toBe(null);
    await use(anna, 'POST', 'not-here', {});
    await use(ben, 'POST', 'found', {});
    expect((await details()).doubtedSince).toBe(null);
  });

  it('doubt it as well when it was found elsewhere', async () => {
    await use(anna, 'POST', 'found', { zoneId: otherZoneId, searchMs: 10_000 });
    expect((await details()).doubtedSince).not.toBe(null);
  });

  it('end that it is missing', async () => {
    await use(anna, 'PUT', 'status', { status: 'needs-cleaning' });
    await use(anna, 'PUT', 'status', { status: 'missing' });
    await use(ben, 'POST', 'found', { searchMs: 5_000 });
    expect((await shown()).status).toMatchObject({ value: 'needs-cleaning', source: 'person', by: 'Ben Nurse' });
  });

  it('teach the calibration the room in which its tag is heard', async () => {
    const labels = async () =>
      (await api.database.pool.query('SELECT zone_id AS zone FROM room_label WHERE tag_id = $1 ORDER BY id', [tagId]))
        .rows;
    await use(anna, 'POST', 'found', {});
    expect(await labels()).toEqual([]);
    await hearTag(api.database, tagId, 4);
    expect((await use(anna, 'POST', 'found', {})).status).toBe(201);
    expect((await use(anna, 'POST', 'found', { zoneId: otherZoneId })).status).toBe(201);
    expect(await labels()).toEqual([{ zone: zoneId }, { zone: otherZoneId }]);
    expect((await use(anna, 'POST', 'found', { zoneId: 999_999 })).status).toBe(404);
  });

  it('tell how long it takes to find things', async () => {
    const { body } = await as(anna, 'GET', '/find-times?days=1');
    const [zone] = body.zones;
    expect(zone).toMatchObject({ department: null, notHere: 2 });
    expect(zone.found).toBeGreaterThanOrEqual(6);
    expect(zone.medianS).toBe(7.5);
  });
});

describe('the history of an asset', () => {
  const from = Date.parse('2026-03-01T08:00:00Z');
  const at = (minute: number) => new Date(from + minute * 60_000);

  async function walkThrough(): Promise<void> {
    const { pool } = api.database;
    await pool.query('DELETE FROM tag_pairing WHERE tag_id = $1', [tagId]);
    await pool.query(
      'INSERT INTO tag_pairing (asset_id, tag_id, since, until) VALUES ((SELECT id FROM asset WHERE number = $1), $2, $3, $4)',
      ['P-2', tagId, at(-1000), at(10)],
    );
    await pool.query('INSERT INTO tag_pairing (asset_id, tag_id, since) VALUES ($1, $2, $3)', [pump, tagId, at(10)]);
    await ensureDays(pool, at(0), at(0));
    const zones = [zoneId, otherZoneId];
    for (let visit = 0; visit < 6; visit++)
      await pool.query(
        'INSERT INTO visit (tag_id, asset_id, zone_id, floor_id, entered_at, left_at) VALUES ($1, $2, $3, $4, $5, $6)',
        [tagId, pump, zones[visit % 2], floorId, at(visit * 5), visit === 5 ? null : at(visit * 5 + 5)],
      );
    for (let minute = 0; minute < 30; minute++)
      await pool.query(
        `INSERT INTO position (tag_id, observed_at, floor_id, x, y, var_x, var_y, cov_xy, radius90_m, zone_id, method)
         VALUES ($1, $2, $3, $4, 1, 1, 1, 0, 3, $5, 'grid')`,
        [tagId, at(minute), floorId, minute, zones[Math.floor(minute / 5) % 2]],
      );
  }

  it('tells the zones in which it carried the tag, newest first, page by page', async () => {
    await walkThrough();
    const first = (await use(anna, 'GET', 'visits?limit=3')).body;
    expect(first.visits.map(({ enteredAt }: { enteredAt: string }) => enteredAt)).toEqual(
      [25, 20, 15].map((minute) => at(minute).toISOString()),
    );
    expect(first.visits[0]).toMatchObject({ zoneName: 'Store', zoneKind: 'storage', floorId, leftAt: null });
    const second = (await use(anna, 'GET', `visits?limit=3&before=${first.next}`)).body;
    // What the tag told before the pump carried it is of what carried it before.
    expect(second).toMatchObject({ next: null, visits: [{ enteredAt: at(10).toISOString() }] });
  });

  it('tells its way, also that of a part without a tag, and nothing of others', async () => {
    await walkThrough();
    const span = `from=${at(-60).toISOString()}&to=${at(60).toISOString()}`;
    const { points, thinned } = (await use(anna, 'GET', `trail?${span}`)).body;
    expect([points.length, points[0].at, points[0].x, thinned]).toEqual([20, at(10).toISOString(), 10, false]);
    expect(points.filter(({ afterSilence }: { afterSilence: boolean }) => afterSilence)).toEqual([]);
    const silent = `from=${at(-60).toISOString()}&to=${at(90).toISOString()}`;
    await api.database.pool.query(
      `INSERT INTO position (tag_id, observed_at, floor_id, x, y, var_x, var_y, cov_xy, radius90_m, zone_id, method)
       SELECT tag_id, $2, floor_id, x, y, 1, 1, 0, 3, zone_id, 'grid' FROM position WHERE tag_id = $1 LIMIT 1`,
      [tagId, at(70)],
    );
    expect((await use(anna, 'GET', `trail?${silent}`)).body.points.at(-1)).toMatchObject({ afterSilence: true });
    await new AssetStore(api.database).register([{ number: 'PART', name: 'Cable', typeKey: 'cable', tagKey: null }]);
    const { rows } = await api.database.pool.query<{ id: number }>(
      `UPDATE asset SET kit_id = $1 WHERE number = 'PART' RETURNING id`,
      [pump],
    );
    await api.database.pool.query('INSERT INTO kit_membership (asset_id, kit_id, since) VALUES ($1, $2, $3)', [
      ...[rows[0].id, pump, at(12)],
    ]);
    expect((await as(anna, 'GET', `/assets/${rows[0].id}/trail?${span}`)).body.points).toEqual(
      points.filter((point: { at: string }) => point.at >= at(12).toISOString()),
    );
    const elsewhere = await api.signIn('nurse', { siteIds: [] });
    expect((await use(elsewhere, 'GET', `trail?${span}`)).status).toBe(404);
    const newcomer = await api.signIn('nurse', { departments: ['ICU'] });
    expect((await use(newcomer, 'GET', `trail?${span}`)).body.points).toEqual([]);
    expect((await use(newcomer, 'GET', 'visits')).body.visits).toHaveLength(1);
  });
});

describe('the rules of places', () => {
  it('are as delivered, and replaced as a whole', async () => {
    const { body } = await as(anna, 'GET', '/status-rules');
    expect(body.rules).toHaveLength(6);
    const rule = { zoneKind: 'theatre', typeKey: 'pump', status: null, dwellS: 10 };
    expect((await as(anna, 'PUT', '/status-rules', { rules: [rule] })).status).toBe(403);
    expect((await as(biomed, 'PUT', '/status-rules', { rules: [rule] })).body).toEqual({ rules: [rule] });
    const unknown = await as(biomed, 'PUT', '/status-rules', { rules: [{ ...rule, typeKey: 'nothing' }] });
    expect([unknown.status, unknown.body.detail]).toEqual([409, expect.stringContaining('"nothing"')]);
    expect((await as(biomed, 'PUT', '/status-rules', { rules: [rule, rule] })).status).toBe(400);
    expect((await as(biomed, 'PUT', '/status-rules', body)).body).toEqual(body);
  });
});
