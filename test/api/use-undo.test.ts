import { describe, expect, it } from 'vitest';
import { hearTag } from './heard-tag.js';
import { UsedHouse } from './used-house.js';

const house = UsedHouse.ofThisFile();
const { use, shown, details } = house;

describe('taking back what was done last', () => {
  const undo = async (who = house.anna) => {
    const { status, body } = await use(who, 'POST', 'undo');
    return [status, body?.detail];
  };
  const dayAgo = new Date(Date.now() - 86_400_000);
  /** A place told a status a day ago. */
  const toldByPlace = () =>
    house.api.database.pool.query(
      `UPDATE asset SET status = 'in-use', status_since = $2, status_source = 'place', status_by = NULL, status_note = NULL
       WHERE id = $1`,
      [house.pump, dayAgo],
    );
  const beforeAct = {
    ...{ value: 'in-use', source: 'place', by: null, note: null },
    since: dayAgo.toISOString(),
  };

  it('makes the status again what it was, with its source, since when and its note, and says so in the history', async () => {
    await toldByPlace();
    await use(house.anna, 'PUT', 'status', { status: 'needs-cleaning', note: 'Spilt' });
    expect(await undo()).toEqual([204, undefined]);
    expect((await shown()).status).toEqual(beforeAct);
    const { statuses } = (await use(house.anna, 'GET', 'statuses')).body;
    expect(statuses).toMatchObject([
      { value: 'in-use', source: 'place', undone: { by: 'Anna Nurse' } },
      { value: 'needs-cleaning', by: 'Anna Nurse', undone: null },
      { value: 'in-use', undone: null },
    ]);
    await use(house.ben, 'PUT', 'status', { status: 'needs-repair', note: 'Fell down' });
    await use(house.anna, 'PUT', 'status', { status: 'available' });
    await undo();
    expect((await shown()).status).toMatchObject({ value: 'needs-repair', by: 'Ben Nurse', note: 'Fell down' });
    expect(await undo()).toEqual([409, expect.stringContaining('nothing to take back')]);
  });

  it('is for whoever did it, for ten minutes, and while nothing has happened since', async () => {
    await use(house.anna, 'PUT', 'status', { status: 'needs-cleaning' });
    expect((await undo(house.ben))[0]).toBe(409);
    await house.api.database.pool.query(`UPDATE last_act SET at = now() - interval '601 seconds' WHERE asset_id = $1`, [
      house.pump,
    ]);
    expect((await undo())[0]).toBe(409);
    await use(house.anna, 'PUT', 'status', { status: 'available' });
    await house.api.database.pool.query(
      `INSERT INTO status_change (asset_id, status, since, source) VALUES ($1, 'in-use', now(), 'place')`,
      [house.pump],
    );
    expect(await undo()).toEqual([409, expect.stringContaining('changed since')]);
    await use(house.ben, 'PUT', 'status', { status: 'needs-cleaning' });
    expect((await undo())[0]).toBe(409);
    expect((await shown()).status.value).toBe('needs-cleaning');
  });

  it('leaves of a loan nothing but what it was before, dirty or broken as that may be', async () => {
    await use(house.ben, 'PUT', 'status', { status: 'needs-cleaning', note: 'Spilt' });
    await use(house.anna, 'PUT', 'loan', { borrower: 'Ward 9' });
    expect((await undo())[0]).toBe(204);
    expect((await shown()).status).toMatchObject({ value: 'needs-cleaning', by: 'Ben Nurse', note: 'Spilt' });
    expect((await details()).loan).toBe(null);
    await use(house.anna, 'PUT', 'loan', { borrower: 'Ward 9' });
    await use(house.anna, 'DELETE', 'loan?now=available');
    expect((await undo())[0]).toBe(204);
    expect((await shown()).status).toMatchObject({ value: 'lent', note: 'Ward 9' });
    expect((await details()).loan).toMatchObject({ borrower: 'Ward 9' });
  });

  it('opens a mended defect again, and forgets one that was reported by mistake', async () => {
    const { body } = await use(house.ben, 'POST', 'defects', { text: 'Display dark' });
    await use(house.anna, 'DELETE', `defects/${body.id}`);
    expect((await shown()).status.value).toBe('available');
    await undo();
    expect((await shown()).status).toMatchObject({ value: 'needs-repair', by: 'Ben Nurse', note: 'Display dark' });
    expect((await details()).defects).toMatchObject([{ id: body.id, text: 'Display dark' }]);
    await use(house.anna, 'POST', 'defects', { text: 'Wrong pump' });
    await undo();
    expect((await details()).defects).toMatchObject([{ id: body.id }]);
    expect((await shown()).status.note).toBe('Display dark');
  });

  it('never makes ready what has an open defect', async () => {
    const { body } = await use(house.ben, 'POST', 'defects', { text: 'Display dark' });
    await use(house.ben, 'PUT', 'status', { status: 'in-maintenance' });
    await use(house.anna, 'DELETE', `defects/${body.id}`);
    // The repaired house.pump came to the store, whose rule applies.
    await house.api.database.pool.query(
      `UPDATE asset SET status = 'available', status_source = 'place', status_since = now() WHERE id = $1`,
      [house.pump],
    );
    expect((await undo())[0]).toBe(204);
    expect((await details()).defects).toHaveLength(1);
    expect((await shown()).status.value).toBe('needs-repair');
  });

  it('gives a reservation back, also one that somebody else ended', async () => {
    await use(house.anna, 'PUT', 'reservation', { minutes: 30, note: 'Bed 4' });
    await use(house.anna, 'PUT', 'reservation', { minutes: 60 });
    await undo();
    expect((await shown()).reservation).toMatchObject({ mine: true, note: 'Bed 4' });
    await use(house.biomed, 'DELETE', 'reservation');
    expect((await shown()).reservation).toBe(null);
    await undo(house.biomed);
    expect((await shown()).reservation).toMatchObject({ by: 'Anna Nurse', mine: true, note: 'Bed 4' });
  });

  it('forgets a report of where it was, with what was learnt from it', async () => {
    await use(house.anna, 'POST', 'not-here', {});
    await undo();
    expect((await details()).doubtedSince).toBe(null);
    await use(house.anna, 'PUT', 'status', { status: 'missing' });
    await hearTag(house.api.database, house.tagId, 4);
    await use(house.anna, 'POST', 'found', { zoneId: house.otherZoneId });
    await undo();
    const left = (sql: string) => house.api.database.pool.query(sql, [house.pump]).then(({ rows }) => rows);
    expect(await left('SELECT FROM find_report WHERE asset_id = $1')).toEqual([]);
    expect(
      await left('SELECT FROM room_label JOIN asset ON asset.tag_id = room_label.tag_id WHERE asset.id = $1'),
    ).toEqual([]);
    expect((await shown()).status.value).toBe('missing');
  });

  it('is recorded with what it was', async () => {
    await use(house.anna, 'PUT', 'status', { status: 'needs-cleaning' });
    await undo();
    const { rows } = await house.api.database.pool.query(
      `SELECT action, before, after FROM audit_event WHERE subject = $1 ORDER BY id DESC LIMIT 1`,
      [house.number],
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
