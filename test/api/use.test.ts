import { io, type Socket } from 'socket.io-client';
import { afterEach, describe, expect, it } from 'vitest';
import { type FloorFrame, floorFrameSchema, livePath } from '#contracts/live';
import { openMessaging } from '#messaging/open-messaging';
import { patience } from '../support/patience.js';
import { hearTag } from './heard-tag.js';
import { UsedHouse } from './used-house.js';

const house = UsedHouse.ofThisFile();
const { as, use, shown, details } = house;
const sockets: Socket[] = [];

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.disconnect();
});

describe('what a person says of an asset', () => {
  it('is its status, with who said it, and stays in its history', async () => {
    expect((await use(house.anna, 'PUT', 'status', { status: 'needs-cleaning', note: 'Spilt' })).status).toBe(204);
    expect((await shown()).status).toMatchObject({
      ...{ value: 'needs-cleaning', source: 'person', by: 'Anna Nurse', note: 'Spilt' },
    });
    await use(house.ben, 'PUT', 'status', { status: 'available' });
    const { body } = await use(house.anna, 'GET', 'statuses');
    expect(body.statuses).toMatchObject([
      { value: 'available', by: 'Ben Nurse' },
      { value: 'needs-cleaning', by: 'Anna Nurse', note: 'Spilt' },
      { value: 'available', source: 'start', by: null },
    ]);
    const older = await use(house.anna, 'GET', `statuses?limit=1&before=${body.statuses[1].id}`);
    expect(older.body).toEqual({ statuses: [body.statuses[2]], next: null });
    expect((await use(house.anna, 'GET', 'statuses?limit=2')).body.next).toBe(body.statuses[1].id);
  });

  it('reaches those who watch at once', async () => {
    const headers = { Authorization: `Bearer ${house.api.keys.read}` };
    const socket = io(house.api.url, { path: livePath, transports: ['websocket'], extraHeaders: headers });
    sockets.push(socket);
    await new Promise((resolve) => socket.on('connect', () => resolve(null)));
    const frames: FloorFrame[] = [];
    socket.on('floor:frame', (frame) => frames.push(floorFrameSchema.parse(frame)));
    await socket.emitWithAck('floor:join', { floorId: house.floorId });
    const { rows } = await house.api.database.pool.query<{ tagId: number; id: number }>(
      `SELECT tag_id AS "tagId", id FROM asset WHERE number = 'P-1'`,
    );
    const worker = await openMessaging({
      ...{
        databaseUrl: house.api.databaseUrl,
        redisUrl: undefined,
        partitions: 4,
        role: 'producer',
        applicationName: 'test',
      },
    });
    await worker.bus.publish('fixes', {
      fixes: [[rows[0].tagId, house.floorId, 1, 1, 3, house.zoneId, Date.now(), 0, 0, 0]],
    });
    await expect.poll(() => frames.flatMap(({ fixes }) => fixes).length, patience).toBeGreaterThan(0);
    frames.length = 0;
    await as(house.anna, 'PUT', `/assets/${rows[0].id}/status`, { status: 'needs-repair' });
    await expect
      .poll(() => frames.flatMap(({ assets }) => assets), patience)
      .toMatchObject([{ tagId: rows[0].tagId, status: 'needs-repair' }]);
    // Nobody is told that it moved: it has not.
    expect(frames.flatMap(({ fixes }) => fixes)).toEqual([]);
    await worker.close();
  });

  it('is refused of what does not exist, and of words that are said otherwise', async () => {
    expect((await as(house.anna, 'PUT', '/assets/999999/status', { status: 'available' })).status).toBe(404);
    expect((await use(house.anna, 'PUT', 'status', { status: 'lent' })).status).toBe(400);
  });
});

describe('a reservation', () => {
  it('is its maker’s until it ends; whoever comes second is told who has it', async () => {
    expect((await use(house.anna, 'PUT', 'reservation', { minutes: 30, note: 'Bed 4' })).status).toBe(204);
    expect((await shown(house.anna)).reservation).toMatchObject({ by: 'Anna Nurse', mine: true, note: 'Bed 4' });
    expect((await shown(house.ben)).reservation).toMatchObject({ by: 'Anna Nurse', mine: false });
    const second = await use(house.ben, 'PUT', 'reservation', { minutes: 30 });
    expect([second.status, second.body.detail]).toEqual([409, expect.stringContaining('Anna Nurse has reserved it')]);
    expect((await use(house.ben, 'DELETE', 'reservation')).status).toBe(409);
    expect((await use(house.ben, 'PUT', 'loan', { borrower: 'Ward 9' })).status).toBe(409);
    expect((await use(house.anna, 'PUT', 'reservation', { minutes: 60 })).status).toBe(204);
    expect((await use(house.biomed, 'DELETE', 'reservation')).status).toBe(204);
    expect((await shown()).reservation).toBe(null);
    expect((await use(house.ben, 'PUT', 'reservation', { minutes: 5 })).status).toBe(204);
  });

  it('ends by itself', async () => {
    await use(house.anna, 'PUT', 'reservation', { minutes: 5 });
    await house.api.database.pool.query(
      `UPDATE reservation SET expires_at = now() - interval '1 second' WHERE asset_id = $1`,
      [house.pump],
    );
    expect((await shown()).reservation).toBe(null);
    expect((await use(house.ben, 'PUT', 'reservation', { minutes: 5 })).status).toBe(204);
  });

  it('is one person’s, however many ask at the same moment', async () => {
    const nurses = await Promise.all(
      Array.from({ length: 6 }, (_, index) => house.api.signIn('nurse', { name: `N ${index}` })),
    );
    const answers = await Promise.all(nurses.map((nurse) => use(nurse, 'PUT', 'reservation', { minutes: 10 })));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409, 409, 409, 409]);
    const { rows } = await house.api.database.pool.query(
      'SELECT FROM reservation WHERE asset_id = $1 AND ended_at IS NULL',
      [house.pump],
    );
    expect(rows).toHaveLength(1);
  });
});

describe('defects and loans', () => {
  it('need repair until the last defect is mended', async () => {
    const first = await use(house.anna, 'POST', 'defects', { text: 'Display dark' });
    const second = await use(house.ben, 'POST', 'defects', { text: 'Plug loose' });
    expect([first.status, second.status]).toEqual([201, 201]);
    expect((await shown()).status).toMatchObject({ value: 'needs-repair', by: 'Ben Nurse', note: 'Plug loose' });
    expect((await details()).defects).toMatchObject([
      { text: 'Plug loose', by: 'Ben Nurse' },
      { text: 'Display dark' },
    ]);
    expect((await use(house.biomed, 'DELETE', `defects/${first.body.id}`)).status).toBe(204);
    expect((await shown()).status.value).toBe('needs-repair');
    const said = await use(house.ben, 'PUT', 'status', { status: 'available' });
    expect([said.status, said.body.detail]).toEqual([409, expect.stringContaining('open defect')]);
    await use(house.ben, 'PUT', 'status', { status: 'missing' });
    await use(house.ben, 'POST', 'found', {});
    expect((await shown()).status.value).toBe('needs-repair');
    expect((await use(house.biomed, 'DELETE', `defects/${second.body.id}`)).status).toBe(204);
    expect((await shown()).status).toMatchObject({ value: 'available', by: 'Bea Biomed' });
    expect((await use(house.biomed, 'DELETE', `defects/${second.body.id}`)).status).toBe(404);
  });

  it('keep what is lent lent, whatever is said of it, until it is back', async () => {
    const dueAt = new Date(Date.now() + 86_400_000).toISOString();
    expect((await use(house.anna, 'PUT', 'loan', { borrower: 'St. Elsewhere', dueAt })).status).toBe(204);
    expect((await shown()).status).toMatchObject({ value: 'lent', by: 'Anna Nurse' });
    expect((await details()).loan).toMatchObject({ borrower: 'St. Elsewhere', dueAt });
    const said = await use(house.ben, 'PUT', 'status', { status: 'available' });
    expect([said.status, said.body.detail]).toEqual([409, expect.stringContaining('lent to St. Elsewhere')]);
    expect((await use(house.ben, 'PUT', 'loan', { borrower: 'Another' })).status).toBe(409);
    expect((await use(house.ben, 'PUT', 'loan', { borrower: 'St. Elsewhere', dueAt: null })).status).toBe(204);
    expect((await details()).loan?.dueAt).toBe(null);
    await use(house.ben, 'POST', 'defects', { text: 'Came back wet' });
    expect((await shown()).status.value).toBe('lent');
    expect((await use(house.ben, 'DELETE', 'loan')).status).toBe(204);
    expect((await shown()).status.value).toBe('needs-repair');
    expect((await details()).loan).toBe(null);
  });

  it('make what came back wait for cleaning, unless it is said to be clean', async () => {
    await use(house.anna, 'PUT', 'loan', { borrower: 'Ward 9' });
    expect((await use(house.ben, 'DELETE', 'loan')).status).toBe(204);
    expect((await shown()).status).toMatchObject({ value: 'needs-cleaning', by: 'Ben Nurse' });
    await use(house.anna, 'PUT', 'loan', { borrower: 'Ward 9' });
    expect((await use(house.ben, 'DELETE', 'loan?now=lent')).status).toBe(400);
    expect((await use(house.ben, 'DELETE', 'loan?now=available')).status).toBe(204);
    expect((await shown()).status.value).toBe('available');
  });
});

describe('found it, and not here', () => {
  it('doubt the place until it is told to be elsewhere, or somebody finds it there', async () => {
    expect((await details()).doubtedSince).toBe(null);
    expect((await use(house.anna, 'POST', 'not-here', { searchMs: 60_000 })).status).toBe(201);
    expect((await details()).doubtedSince).not.toBe(null);
    await house.stand(house.zoneId, new Date());
    expect((await details()).doubtedSince).toBe(null);
    await use(house.anna, 'POST', 'not-here', {});
    await use(house.ben, 'POST', 'found', {});
    expect((await details()).doubtedSince).toBe(null);
  });

  it('doubt it as well when it was found elsewhere', async () => {
    await use(house.anna, 'POST', 'found', { zoneId: house.otherZoneId, searchMs: 10_000 });
    expect((await details()).doubtedSince).not.toBe(null);
  });

  it('end that it is missing', async () => {
    await use(house.anna, 'PUT', 'status', { status: 'needs-cleaning' });
    await use(house.anna, 'PUT', 'status', { status: 'missing' });
    await use(house.ben, 'POST', 'found', { searchMs: 5_000 });
    expect((await shown()).status).toMatchObject({ value: 'needs-cleaning', source: 'person', by: 'Ben Nurse' });
  });

  it('teach the calibration the room in which its tag is heard', async () => {
    const labels = async () =>
      (
        await house.api.database.pool.query('SELECT zone_id AS zone FROM room_label WHERE tag_id = $1 ORDER BY id', [
          house.tagId,
        ])
      ).rows;
    await use(house.anna, 'POST', 'found', {});
    expect(await labels()).toEqual([]);
    // Heard in the last seconds, that is: on a slow machine they may be over before it is found.
    const learnt = async (report: object) => {
      await hearTag(house.api.database, house.tagId, 4);
      expect((await use(house.anna, 'POST', 'found', report)).status).toBe(201);
      return (await labels()).at(-1)?.zone as number | undefined;
    };
    await expect.poll(() => learnt({}), patience).toBe(house.zoneId);
    await expect.poll(() => learnt({ zoneId: house.otherZoneId }), patience).toBe(house.otherZoneId);
    expect(await labels()).toEqual([{ zone: house.zoneId }, { zone: house.otherZoneId }]);
    expect((await use(house.anna, 'POST', 'found', { zoneId: 999_999 })).status).toBe(404);
  });

  it('tell how long it takes to find things', async () => {
    const { body } = await as(house.anna, 'GET', '/find-times?days=1');
    const [zone] = body.zones;
    expect(zone).toMatchObject({ department: null, notHere: 2 });
    expect(zone.found).toBeGreaterThanOrEqual(6);
    expect(zone.medianS).toBe(7.5);
  });
});

describe('the rules of places', () => {
  it('are as delivered, and replaced as a whole', async () => {
    const { body } = await as(house.anna, 'GET', '/status-rules');
    expect(body.rules).toHaveLength(6);
    const rule = { zoneKind: 'theatre', typeKey: 'pump', status: null, dwellS: 10 };
    expect((await as(house.anna, 'PUT', '/status-rules', { rules: [rule] })).status).toBe(403);
    expect((await as(house.biomed, 'PUT', '/status-rules', { rules: [rule] })).body).toEqual({ rules: [rule] });
    const unknown = await as(house.biomed, 'PUT', '/status-rules', { rules: [{ ...rule, typeKey: 'nothing' }] });
    expect([unknown.status, unknown.body.detail]).toEqual([409, expect.stringContaining('"nothing"')]);
    expect((await as(house.biomed, 'PUT', '/status-rules', { rules: [rule, rule] })).status).toBe(400);
    expect((await as(house.biomed, 'PUT', '/status-rules', body)).body).toEqual(body);
  });
});
