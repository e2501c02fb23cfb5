import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unassignedListSchema } from '#contracts/api';
import { problemSchema } from '#contracts/problem';
import { positionsAcceptedSchema } from '#contracts/ready-made';
import { startTestApi, type TestApi } from './running-api.js';
import { queuedJobs } from './queued-jobs.js';
import { patience } from '../support/patience.js';

const partitions = 4;

describe('POST /api/v1/positions', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi('postgres');
  });
  afterAll(() => api?.close());

  const position = (more: object = {}) => ({
    tagKey: 't1',
    floorKey: 'floor-0',
    x: 3.25,
    y: 4,
    accuracyM: 0.4,
    observedAt: Date.now() - 1000,
    engine: 'uwb-east',
    ...more,
  });
  const send = (body: unknown, headers: Record<string, string> = {}, key?: string) =>
    api.ask('POST', '/api/v1/positions', { body, headers, ...(key === undefined ? {} : { key }) });

  const queued = () => queuedJobs({ databaseUrl: api.databaseUrl }, partitions);

  it('answers 202 when the positions are in the queue, with ids instead of keys', async () => {
    const observedAt = Date.now() - 5000;
    const answer = await send({
      positions: [position({ observedAt }), position({ floorKey: 'floor-1', siteKey: 'house', buildingKey: 'main' })],
    });
    expect(answer.status).toBe(202);
    expect(positionsAcceptedSchema.parse(answer.body)).toEqual({
      accepted: 2,
      rejected: [],
      ignored: { unknownTag: 0 },
    });
    const [{ id: floorId }] = (await api.ask('GET', '/api/v1/sites')).body.sites[0].buildings[0].floors;
    const rows = (await queued()).flatMap(({ baseMs, readyMade }) =>
      readyMade!.floorId.map((floor, row) => [
        floor,
        readyMade!.x[row],
        readyMade!.accuracyM[row],
        baseMs + readyMade!.observedMs[row],
      ]),
    );
    expect(rows).toHaveLength(2);
    expect(rows).toContainEqual([floorId, 3.25, 0.4, observedAt]);
  });

  it('takes gzip', async () => {
    const batch = gzipSync(JSON.stringify({ positions: [position()] }));
    expect((await send(batch, { 'Content-Encoding': 'gzip' })).body.accepted).toBe(1);
  });

  it('keeps the good positions of a batch, says what was wrong with others, and counts unknown tags', async () => {
    const answer = await send({
      positions: [position(), position({ floorKey: 'attic' }), position({ tagKey: 'stranger' }), { tagKey: 't1' }],
    });
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({
      accepted: 1,
      rejected: [
        { index: 1, field: 'floorKey' },
        { index: 3, field: 'floorKey' },
      ],
      ignored: { unknownTag: 1 },
    });
    const unassigned = async () =>
      unassignedListSchema.parse((await api.ask('GET', '/api/v1/unassigned')).body).sightings;
    await expect
      .poll(unassigned, patience)
      .toContainEqual(
        expect.objectContaining({ kind: 'tag', key: 'stranger', heardWith: 'uwb-east', rssiDbm: null }) as object,
      );
  });

  it('refuses what is no batch, what is too long, and keys that may not send', async () => {
    for (const body of [{}, { positions: [] }, { positions: Array.from({ length: 5001 }, () => 0) }]) {
      const answer = await send(body);
      expect(answer.status).toBe(400);
      expect(problemSchema.parse(answer.body).title).toBeTruthy();
    }
    expect((await send({ positions: [position()] }, {}, api.keys.read)).status).toBe(403);
  });
});
