import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadingsJob } from '#contracts/queue';
import type { Position } from '#contracts/position';
import { readsOfWay } from '#positioning/portal/passes-for-tests';
import { arrive, arrivePlace } from './arrive.js';
import { rowKinds } from './evidence.js';
import { levelAt } from './house-for-tests.js';
import { encodeJournal, forEachJournalReading, forEachReading } from './journal-codec.js';
import { type FloorInput, houseModel } from './model.js';
import { decodeTagState, encodeTagState } from './state-codec.js';
import { step } from './step.js';
import { type TagState, newTagState } from './tag-state.js';
import { toldEvidence } from './told-evidence.js';

const start = Date.UTC(2026, 0, 5, 8);
const portalId = 110;
const anchorIds = [120, 121, 122, 123];
const anchorPlaces = [
  [0, 0],
  [30, 0],
  [30, 20],
  [0, 20],
] as const;

/** Two floors of 30 by 20 m with two rooms each; on the lower one a portal between the rooms and four anchors. */
const floors: FloorInput[] = [1, 2].map((floor) => ({
  id: floor,
  siteId: 1,
  level: floor - 1,
  bounds: { minX: 0, minY: 0, maxX: 30, maxY: 20 },
  tagHeightM: 1,
  keepEveryFix: true,
  zones: [0, 15].map((x, index) => ({
    id: floor * 10 + 1 + index,
    kind: 'storage' as const,
    polygon: [
      [x, 0],
      [x + 15, 0],
      [x + 15, 20],
      [x, 20],
    ] as [number, number][],
  })),
  readers: [
    ...[5, 15, 25].flatMap((x, index) => [
      { id: floor * 100 + index * 2, kind: 'ble' as const, x, y: 5, z: 2.7 },
      { id: floor * 100 + index * 2 + 1, kind: 'ble' as const, x, y: 15, z: 2.7 },
    ]),
    ...(floor === 1
      ? [
          {
            id: portalId,
            kind: 'rfid' as const,
            x: 15,
            y: 10,
            z: 2.2,
            antennas: [
              { antenna: 1, zoneId: 11, x: 14.7, y: 10 },
              { antenna: 2, zoneId: 12, x: 15.3, y: 10 },
            ],
          },
          ...anchorPlaces.map(([x, y], index) => ({ id: anchorIds[index], kind: 'uwb' as const, x, y, z: 2.5 })),
        ]
      : []),
  ],
}));
const house = houseModel(floors);

/** One piece of evidence on its way to the tag's state. */
interface Piece {
  at: number;
  give(state: TagState): void;
}
const level = (at: number, readerId: number, centiDbm: number, antenna = 0): Piece => ({
  at,
  give: (state) => void arrive(state, at, readerId, antenna, centiDbm),
});
const range = (at: number, readerId: number, rangeM: number): Piece => ({
  at,
  give: (state) => void arrive(state, at, readerId, 0, Math.round(rangeM * 100), rowKinds.range),
});
const place = (at: number, x: number, y: number, accuracyM: number, floorId = 1): Piece => ({
  at,
  give: (state) =>
    void arrivePlace(state, {
      at,
      floorId,
      xMm: Math.round(x * 1000),
      yMm: Math.round(y * 1000),
      accuracyMm: Math.round(accuracyM * 1000),
    }),
});

const levelsOf = (second: number, x: number, y: number): Piece[] =>
  [0, 1, 2, 3, 4, 5].flatMap((index) =>
    [0, 500].map((ms) =>
      level(
        start + second * 1000 + ms + index * 10,
        100 + index,
        levelAt(house, 100 + index, x, y) + ((index * 7 + second * 3 + ms) % 5) * 60 - 120,
      ),
    ),
  );
const rangesOf = (second: number, x: number, y: number): Piece[] =>
  anchorPlaces.map(([ax, ay], index) =>
    range(start + second * 1000 + 100 + index * 20, anchorIds[index], Math.hypot(x - ax, y - ay, 1.5)),
  );
const portalPass = (seed: number, seconds: number, way: (second: number) => number): Piece[] =>
  readsOfWay(seed, seconds, way).map(({ atMs, antenna, levelDbm }) =>
    level(start + atMs, portalId, Math.round(levelDbm * 100), antenna),
  );
const seconds = (count: number, pieces: (second: number) => Piece[]): Piece[] =>
  Array.from({ length: count }, (_, second) => pieces(second)).flat();

/** What is told and kept of a tag to which all of this happens, in batches. */
function follow(batches: Piece[][], between: (state: TagState) => TagState = (same) => same) {
  let state = newTagState(7);
  const live: Position[] = [];
  const rows = new Map<number, Position>();
  const visits: number[] = [];
  const take = (quiet: boolean) => {
    const findings = step(house, state, quiet);
    if (!findings) return;
    if (findings.replaced)
      for (const at of [...rows.keys()]) if (at >= findings.replaced.positionsFrom) rows.delete(at);
    for (const position of findings.positions) rows.set(position.observedAt, position);
    for (const change of findings.visits) if (change.kind === 'entered') visits.push(change.zoneId);
    if (findings.live) live.push(findings.live.position);
  };
  for (const batch of batches) {
    for (const piece of batch) piece.give(state);
    take(false);
    state = between(state);
  }
  take(true);
  return { state, live, visits, rows: [...rows.values()].sort((a, b) => a.observedAt - b.observedAt) };
}
const last = (pieces: Piece[]) => follow([pieces]).live.at(-1)!;

describe('positions of another engine', () => {
  it('become positions with their own place and radius', () => {
    const told = last([place(start, 7.123, 4.5, 0.4)]);
    expect(told).toMatchObject({ method: 'ready-made', floorId: 1, zoneId: 11, observedAt: start });
    expect(told.x).toBeCloseTo(7.123, 3);
    expect(told.y).toBeCloseTo(4.5, 3);
    expect(told.radius90M).toBeCloseTo(0.4, 2);
    expect(told.zones[0].probability).toBeGreaterThan(0.99);
  });

  it('win over levels by as much as they are sharper', () => {
    const levels = seconds(10, (second) => levelsOf(second, 8, 10));
    const alone = last(levels);
    const at = start + 9900;
    const away = { x: alone.x + 2, y: alone.y };
    const sharp = last([...levels, place(at, away.x, away.y, 0.3)]);
    expect(sharp.method).toBe('ready-made');
    expect(Math.hypot(sharp.x - away.x, sharp.y - away.y)).toBeLessThan(0.15);
    let before = sharp.x;
    for (const accuracyM of [1, 2, 4, 8, 30]) {
      const { x, radius90M } = last([...levels, place(at, away.x, away.y, accuracyM)]);
      expect(x).toBeLessThan(before + 0.02);
      expect(radius90M).toBeLessThan(Math.min(accuracyM, alone.radius90M) + 0.3);
      before = x;
    }
    expect(before - alone.x).toBeLessThan(0.3);
  });

  it('fade while only levels come, and name the floor while they are fresh', () => {
    const levels = Array.from({ length: 40 }, (_, second) => levelsOf(second, 8, 10));
    const told = place(start + 5900, 25, 5, 0.3, 2);
    const both = follow([[...levels.slice(0, 6).flat(), told]]).live.at(-1)!;
    expect([both.floorId, both.method]).toEqual([2, 'ready-made']);
    const { live } = follow([...levels.slice(0, 6), [told], ...levels.slice(6)]);
    expect(live.at(-1)).toMatchObject({ floorId: 1, method: 'grid' });
  });

  it('that are coarse count once the sharp one before is too old to, and never stand at the place of another tag', () => {
    follow([[place(start, 25, 15, 0.2, 2)]]);
    const { live } = follow([[place(start, 5, 5, 0.3)], [place(start + 70_000, 6, 5, 20)]]);
    const told = live.at(-1)!;
    expect(told).toMatchObject({ method: 'ready-made', floorId: 1, observedAt: start + 70_000 });
    expect(Math.hypot(told.x - 6, told.y - 5)).toBeLessThan(8);
    expect(told.radius90M).toBeGreaterThan(5);
  });

  it('of two for one moment count by their sharpness, not by their order', () => {
    const [wide, sharp] = [place(start, 3, 3, 2), place(start, 9, 9, 0.5)];
    expect(follow([[wide, sharp]]).rows).toEqual(follow([[sharp], [wide]]).rows);
    expect(last([sharp, wide]).x).toBeCloseTo(9, 2);
  });
});

describe('measured distances', () => {
  it('give a place to some decimetres, and leave out a blocked anchor', () => {
    const told = last(rangesOf(0, 12.3, 7.7));
    expect(told.method).toBe('range-fit');
    expect(Math.hypot(told.x - 12.3, told.y - 7.7)).toBeLessThan(0.05);
    expect(told.radius90M).toBeLessThan(1.2);
  });

  it('are put right by what their anchors measure too long', () => {
    const biasM = 0.4;
    const known = houseModel(
      floors.map((floor) => ({
        ...floor,
        readers: floor.readers.map((one) => (one.kind === 'uwb' ? { ...one, range: { biasM, sigmaM: 0.05 } } : one)),
      })),
    );
    const state = newTagState(7);
    anchorPlaces.forEach(([x, y], index) =>
      range(start + index, anchorIds[index], Math.hypot(12.3 - x, 7.7 - y, 1.5) + biasM).give(state),
    );
    const { x, y, radius90M } = step(known, state, true)!.live!.position;
    expect(Math.hypot(x - 12.3, y - 7.7)).toBeLessThan(0.02);
    expect(radius90M).toBeLessThan(0.2);
  });

  it('say nothing alone when fewer than three anchors answered', () => {
    expect(follow([rangesOf(0, 12, 7).slice(0, 2)]).live).toEqual([]);
  });
});

describe('a portal', () => {
  it('tells the zone a tag passed into, and a place near the door no surer than that', () => {
    const { live, visits } = follow([portalPass(1, 8, (second) => -4 + second)]);
    const told = live.at(-1)!;
    expect(told).toMatchObject({ method: 'portal', floorId: 1, zoneId: 12 });
    expect(told.zones[0]).toMatchObject({ zoneId: 12 });
    expect(told.zones[0].probability).toBeGreaterThan(0.9);
    expect(told.radius90M).toBeGreaterThan(2);
    expect(visits).toEqual([11, 12]);
  });

  it('says of one read that the tag may be there, and of a stray one among many nothing', () => {
    const one = last([level(start, portalId, -5500, 2)]);
    expect(one.zones[0].zoneId).toBe(12);
    expect(one.zones[0].probability).toBeLessThan(0.85);
    expect(one.radius90M).toBeGreaterThan(4);
    const stays = portalPass(3, 6, () => -1.2);
    const { visits } = follow([[...stays, level(start + 6100, portalId, -4500, 2)]]);
    expect(visits).toEqual([11]);
  });

  it('moves no tag to its floor by a stray read while levels name another', () => {
    const above = Array.from({ length: 10 }, (_, second) =>
      [0, 1, 2, 3, 4, 5].map((index) => level(start + second * 1000 + index * 10, 200 + index, -6000 - index * 200)),
    );
    const { live } = follow([...above.slice(0, 8), [level(start + 8200, portalId, -6500, 2)], ...above.slice(8)]);
    expect(live.map(({ floorId }) => floorId)).toEqual(live.map(() => 2));
  });

  it('never draws a tag to itself by its levels, and is no silent voice of its floor', () => {
    const loud = last([level(start, portalId, -2000, 1)]);
    const faint = last([level(start, portalId, -7500, 1)]);
    expect([loud.x, loud.y, loud.radius90M]).toEqual([faint.x, faint.y, faint.radius90M]);
    expect(house.floors.get(1)!.maps.byReader[house.readerIndex[portalId]]).toBeFalsy();
  });

  it('is unknown to a house without antennas on its plan, and tells nothing', () => {
    const bare = houseModel(
      floors.map((floor) => ({ ...floor, readers: floor.readers.map((r) => ({ ...r, antennas: [] })) })),
    );
    const state = newTagState(7);
    arrive(state, start, portalId, 1, -5000);
    expect(step(bare, state, true)).toMatchObject({ live: null });
  });
});

describe('what was told', () => {
  const reasons = (pieces: Piece[]) => {
    const { state } = follow([pieces]);
    return toldEvidence(house, decodeTagState(7, encodeTagState(state))!);
  };

  it('names the passage at a portal with its zones', () => {
    const [told, ...more] = reasons(portalPass(1, 8, (second) => -4 + second));
    expect(more).toEqual([]);
    expect(told).toMatchObject({ kind: 'portal', readerId: portalId, did: 'passed', fromZoneId: 11, zoneId: 12 });
  });

  it('names places with their sharpness while they are fresh, and nothing of a tag that levels alone found', () => {
    const [told] = reasons([place(start, 3, 3, 0.5)]);
    expect(told).toMatchObject({ kind: 'ready-made', at: start });
    expect('radius90M' in told && told.radius90M).toBeCloseTo(0.5, 2);
    const levels = seconds(30, (second) => levelsOf(second, 8, 10));
    expect(reasons([place(start, 3, 3, 0.5), ...levels])).toEqual([]);
    expect(reasons(levels)).toEqual([]);
  });
});

describe('all evidence together', () => {
  const pieces = [
    ...seconds(14, (second) => levelsOf(second, 6 + second, 10)),
    ...seconds(14, (second) => (second % 6 === 0 ? rangesOf(second, 6 + second, 10) : [])),
    ...seconds(14, (second) => (second % 4 === 1 ? [place(start + second * 1000 + 300, 6 + second, 10.4, 1.5)] : [])),
    ...portalPass(5, 14, (second) => -9 + second),
    place(start + 5300, 11, 9, 1.5, 2),
  ].sort((a, b) => a.at - b.at);

  it('gives the same history whatever the batches, repetitions and (within lateness) the order of arrival', () => {
    const expected = follow([pieces]);
    const methods = expected.rows.map(({ method }) => method);
    expect(methods).toEqual(expect.arrayContaining(['range-fit', 'ready-made']));
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1900 }), { minLength: pieces.length, maxLength: pieces.length }),
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 20 }),
        fc.array(fc.integer({ min: 0, max: pieces.length - 1 }), { maxLength: 40 }),
        (delays, sizes, repeated) => {
          const arrivals = pieces
            .map((piece, index) => ({ piece, due: piece.at + delays[index] }))
            .concat(repeated.map((index) => ({ piece: pieces[index], due: pieces[index].at + 1900 })))
            .sort((a, b) => a.due - b.due)
            .map(({ piece }) => piece);
          const batches: Piece[][] = [];
          for (let from = 0, turn = 0; from < arrivals.length; turn += 1) {
            const size = sizes[turn % sizes.length];
            batches.push(arrivals.slice(from, from + size));
            from += size;
          }
          expect(follow(batches).rows).toEqual(expected.rows);
        },
      ),
      { numRuns: 10 },
    );
  });

  it('goes on exactly where it was when the state was written down and read back after every batch', () => {
    const batches = pieces.flatMap((_, index) => (index % 4 === 0 ? [pieces.slice(index, index + 4)] : []));
    const expected = follow(batches);
    const restored = follow(batches, (state) => {
      const bytes = encodeTagState(state);
      const back = decodeTagState(7, bytes)!;
      expect(encodeTagState(back)).toEqual(bytes);
      return back;
    });
    expect(restored.rows).toEqual(expected.rows);
    expect(restored.live).toEqual(expected.live);
    expect(restored.visits).toEqual(expected.visits);
  });
});

describe('the journal', () => {
  const job: ReadingsJob = {
    version: 1,
    id: '5f0c5a0e-7a53-4f0f-9a86-3c1d5a7e2b10',
    receivedAt: start,
    baseMs: start,
    tagId: [1, 2],
    readerId: [100, 110],
    antenna: [0, 2],
    rssiDbm: [-60.25, -48],
    observedMs: [0, 40],
    ranges: { tagId: [1], readerId: [120], antenna: [0], rangeM: [12.34], observedMs: [7] },
    readyMade: { tagId: [3], floorId: [1], x: [-1.5], y: [20.1234], accuracyM: [0.35], observedMs: [99] },
  };
  const heardOf = (walk: (visit: (...row: unknown[]) => void, visitPlace: (...row: unknown[]) => void) => void) => {
    const rows: unknown[] = [];
    walk(
      (...row) => rows.push(row),
      (...row) => rows.push(row),
    );
    return rows;
  };

  it('gives back what the job held, to the unit in which the pipeline computes', () => {
    const fromJob = heardOf((visit, visitPlace) => forEachReading(job, visit, visitPlace));
    expect(heardOf((visit, visitPlace) => forEachJournalReading(encodeJournal(job), visit, visitPlace))).toEqual(
      fromJob,
    );
    expect(fromJob).toContainEqual([1, start + 7, 120, 0, 1234, rowKinds.range]);
    expect(fromJob).toContainEqual([3, { at: start + 99, floorId: 1, xMm: -1500, yMm: 20123, accuracyMm: 350 }]);
  });

  it('still reads entries of the version before, which held levels alone', () => {
    const old = Buffer.alloc(13 + 15);
    old.writeUInt8(1, 0);
    old.writeDoubleLE(start, 1);
    old.writeUInt32LE(1, 9);
    old.writeInt32LE(5, 13);
    old.writeInt32LE(100, 17);
    old.writeInt32LE(20, 21);
    old.writeInt16LE(-6100, 25);
    old.writeUInt8(3, 27);
    expect(heardOf((visit, visitPlace) => forEachJournalReading(old, visit, visitPlace))).toEqual([
      [5, start + 20, 100, 3, -6100, rowKinds.level],
    ]);
    old.writeUInt8(9, 0);
    expect(() => heardOf((visit, visitPlace) => forEachJournalReading(old, visit, visitPlace))).toThrow(/version 9/);
  });
});
