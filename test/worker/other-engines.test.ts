import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { floorplanSchema } from '#contracts/floorplan';
import { positionsAcceptedSchema } from '#contracts/ready-made';
import { assetWhySchema } from '#contracts/why';
import type { Reading } from '#contracts/readings';
import { readsOfWay } from '#positioning/portal/passes-for-tests';
import { Chain } from '../faults/chain.js';
import { createDatabase } from '../support/database.js';
import { patience } from '../support/patience.js';

const plan = floorplanSchema.parse({
  format: 'wardmap-floorplan/1',
  site: { key: 'house', name: 'House' },
  building: { key: 'main', name: 'Main' },
  floor: { key: 'l0', name: 'Ground', level: 0, plan: 'l0.svg', bounds: { minX: 0, minY: 0, maxX: 30, maxY: 20 } },
  zones: ['west', 'east'].map((key, index) => ({
    key,
    name: key,
    kind: 'storage',
    polygon: [
      [index * 15, 0],
      [index * 15 + 15, 0],
      [index * 15 + 15, 20],
      [index * 15, 20],
    ],
  })),
  readers: [
    {
      key: 'gate',
      kind: 'rfid',
      x: 15,
      y: 10,
      antennas: [
        { antenna: 1, zoneKey: 'west' },
        { antenna: 2, zoneKey: 'east' },
      ],
    },
    ...[
      [0, 0],
      [30, 0],
      [30, 20],
      [0, 20],
    ].map(([x, y], index) => ({ key: `anchor-${index}`, kind: 'uwb', x, y, z: 2.5 })),
  ],
});
const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"></svg>';
const gate = plan.readers[0];

describe('evidence besides levels, from the door to the asset', () => {
  let chain: Chain;
  const second = Math.floor(Date.now() / 1000) * 1000 - 12_000;

  beforeAll(async () => {
    const databaseUrl = await createDatabase('other-engines');
    chain = await Chain.prepare({ databaseUrl }, { floors: [{ plan, svg }], tagKeys: ['uwb', 'epc', 'aoa'] });
    await chain.start(1);
  });
  afterAll(() => chain?.close());

  /** Resolves with the asset's position when it is what is waited for. */
  async function told(tagKey: string, isIt: (position: Position) => boolean): Promise<Position> {
    let position: Position | null = null;
    await expect
      .poll(
        async () => ((position = (await chain.asset(tagKey)).position) !== null && isIt(position)) || position,
        patience,
      )
      .toBe(true);
    return position!;
  }
  type Position = NonNullable<Awaited<ReturnType<Chain['asset']>>['position']>;

  async function sendPositions(positions: object[]): Promise<void> {
    const answer = await fetch(`${chain.api!.address}/api/v1/positions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${chain.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ positions }),
    });
    expect(answer.status).toBe(202);
    expect(positionsAcceptedSchema.parse(await answer.json())).toMatchObject({
      accepted: positions.length,
      rejected: [],
    });
  }

  it('carries a position of another engine through a worker that dies on the way', async () => {
    const at = (index: number, x: number) => ({
      tagKey: 'aoa',
      floorKey: 'l0',
      x,
      y: 4.25,
      accuracyM: 0.8,
      observedAt: second + index * 1000,
    });
    await sendPositions([at(0, 3), at(1, 4)]);
    await told('aoa', ({ x }) => Math.abs(x - 4) < 0.02);
    await chain.killWorker(chain.workers[0]);
    await sendPositions([at(2, 5), at(3, 6.5)]);
    await chain.startWorker();
    const position = await told('aoa', ({ x }) => Math.abs(x - 6.5) < 0.02);
    expect(position).toMatchObject({ method: 'ready-made', zoneName: 'west' });
    expect(position.radius90M).toBeCloseTo(0.8, 1);
    expect(position.y).toBeCloseTo(4.25, 2);
  });

  it('solves measured distances', async () => {
    const readings: Reading[] = plan.readers.slice(1).map(({ key, x, y, z }) => ({
      readerKey: key,
      tagKey: 'uwb',
      rangeM: Math.round(Math.hypot(20 - x, 6 - y, z - 1) * 100) / 100,
      observedAt: second,
    }));
    await chain.gateway.send(readings);
    const position = await told('uwb', () => true);
    expect(position).toMatchObject({ method: 'range-fit', zoneName: 'east' });
    expect(Math.hypot(position.x - 20, position.y - 6)).toBeLessThan(0.1);
  });

  it('tells the side to which a passive tag passed through a portal', async () => {
    const readings = readsOfWay(1, 8, (s) => -4 + s).map(({ atMs, antenna, levelDbm }) => ({
      readerKey: gate.key,
      antenna,
      tagKey: 'epc',
      rssiDbm: Math.round(levelDbm),
      observedAt: second + atMs,
    }));
    await chain.gateway.send(readings);
    const position = await told('epc', ({ zoneName }) => zoneName === 'east');
    expect(position.method).toBe('portal');
    const { id } = await chain.asset('epc');
    const answer = await fetch(`${chain.api!.address}/api/v1/assets/${id}/why`, {
      headers: { authorization: `Bearer ${chain.key}` },
    });
    const { told: reasons } = assetWhySchema.parse(await answer.json());
    expect(reasons).toEqual([{ kind: 'portal', words: expect.stringMatching(/^Gate saw it pass from west to east/) }]);
    expect(Math.hypot(position.x - gate.x, position.y - gate.y)).toBeLessThan(6);
    expect(position.radius90M).toBeGreaterThan(2);
  });
});
