import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgePass } from './judge-pass.js';
import { readsOfWay, seeded } from './passes-for-tests.js';
import { portalOf } from './portal.js';
import { portalLooks, type PortalRead } from './portal-looks.js';
import { type PortalPass, takeLook } from './portal-pass.js';

const [west, east] = [0, 1];
const portal = portalOf([
  { antenna: 1, zoneId: 11, x: -0.3, y: 0 },
  { antenna: 2, zoneId: 12, x: 0.3, y: 0 },
])!;

function follow(reads: readonly PortalRead[], through = portal): PortalPass {
  let pass: PortalPass | null = null;
  for (const look of portalLooks(through, reads)) pass = takeLook(pass, look);
  return pass!;
}
const judge = (reads: readonly PortalRead[], through = portal) => judgePass(follow(reads, through));
const read = (atMs: number, antenna: number, levelDbm = -55): PortalRead => ({ atMs, antenna, levelDbm });
const oneAntenna = (antenna: number, times: number) =>
  Array.from({ length: times }, (_, index) => read(index * 300, antenna));

const someReads = fc.array(
  fc.record({
    atMs: fc.integer({ min: 0, max: 40_000 }),
    antenna: fc.integer({ min: 0, max: 3 }),
    levelDbm: fc.integer({ min: -80, max: -30 }),
  }),
  { maxLength: 60 },
);

describe('a pass through a portal', () => {
  it('tells which way a tag went, and when it only came to the door and turned back', () => {
    const through = judge(readsOfWay(1, 8, (second) => -4 + second));
    expect(through.did).toEqual({ what: 'passed', from: west, to: east });
    expect(through.probability).toBeGreaterThan(0.9);
    const back = judge(readsOfWay(2, 8, (second) => 4 - second));
    expect(back.did).toEqual({ what: 'passed', from: east, to: west });
    const turned = judge(readsOfWay(3, 12, (second) => (second < 6 ? -4 + second : 8 - second)));
    expect(turned.did).toEqual({ what: 'turned-back', side: west });
    expect(turned.sides[west]).toBeGreaterThan(0.9);
  });

  it('is right in nine of ten cases where it is nine tenths sure, with many reads and with few', () => {
    for (const share of [1, 0.3]) {
      let sure = 0;
      let right = 0;
      for (let seed = 1; seed <= 600; seed++) {
        const random = seeded(seed * 7919);
        const speed = 0.5 + 1.5 * random();
        const turnsAt = random() < 0.5 ? 0.7 + 1.3 * random() : Infinity;
        const way = (second: number) =>
          speed * second < 4 + turnsAt ? speed * second - 4 : 4 + 2 * turnsAt - speed * second;
        const seconds = (turnsAt < Infinity ? 8 + 2 * turnsAt : 8) / speed;
        const reads = readsOfWay(seed, seconds, way).filter(() => random() < share);
        if (reads.length === 0) continue;
        const { did, probability } = judge(reads);
        if (probability < 0.9) continue;
        sure++;
        if (turnsAt < Infinity ? did.what !== 'passed' : did.what === 'passed' && did.to === east) right++;
      }
      expect(sure).toBeGreaterThan(share === 1 ? 450 : 120);
      expect(right / sure).toBeGreaterThan(0.9);
    }
  });

  it('does not depend on the order in which reads are given', () => {
    fc.assert(
      fc.property(someReads, fc.infiniteStream(fc.nat()), (reads, keys) => {
        const shuffled = reads
          .map((one) => [keys.next().value as number, one] as const)
          .sort(([a], [b]) => a - b)
          .map(([, one]) => one);
        expect(portalLooks(portal, shuffled)).toEqual(portalLooks(portal, reads));
      }),
    );
  });

  it('gives probabilities that add up, whatever was read', () => {
    fc.assert(
      fc.property(someReads, (reads) => {
        const pass = follow(reads);
        if (!pass) return;
        expect(pass.chances.every((chance) => chance >= 0)).toBe(true);
        expect(pass.chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 9);
        const { present, sides, probability } = judgePass(pass);
        expect(sides.reduce((sum, side) => sum + side, 0)).toBeCloseTo(present, 9);
        expect(probability).toBeLessThanOrEqual(present + 1e-9);
      }),
    );
  });

  it('sees the mirror image when the antennas are exchanged', () => {
    fc.assert(
      fc.property(someReads, (reads) => {
        const one = follow(reads);
        if (!one) return;
        const mirrored = follow(
          reads.map((r) => ({ ...r, antenna: r.antenna === 1 ? 2 : r.antenna === 2 ? 1 : r.antenna })),
        );
        const [left, right] = [judgePass(one), judgePass(mirrored)];
        expect(left.sides[west]).toBeCloseTo(right.sides[east], 9);
        expect(left.present).toBeCloseTo(right.present, 9);
      }),
    );
  });

  it('makes no passage of one stray read, neither at the end nor in the middle', () => {
    const before = oneAntenna(1, 8);
    for (const reads of [
      [...before, read(2500, 2, -40)],
      [...before, read(2500, 2, -40), ...before.map((r) => ({ ...r, atMs: r.atMs + 2700 }))],
    ]) {
      const { did, sides, probability } = judge(reads);
      expect(did).toEqual({ what: 'stayed', side: west });
      expect(probability).toBeGreaterThan(0.5);
      expect(sides[west]).toBeGreaterThan(sides[east]);
    }
  });

  it('takes a single read for a hint of a side, and for no more', () => {
    const { did, present, sides } = judge([read(0, 2)]);
    expect(did).toEqual({ what: 'stayed', side: east });
    expect(sides[east]).toBeGreaterThan(0.5);
    expect(sides[east]).toBeLessThan(0.8);
    expect(present).toBeLessThan(0.9);
    expect(judge(oneAntenna(2, 3)).present).toBeGreaterThan(0.95);
  });

  it('says of a tag that lies at the portal for minutes that it stays, reflections and all', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { did, sides } = judge(readsOfWay(seed, 180, () => -1.5));
      expect(did).not.toMatchObject({ what: 'passed' });
      expect(sides[west]).toBeGreaterThan(0.9);
    }
  });

  it('begins anew after a silence', () => {
    const first = oneAntenna(1, 6);
    const later = first.map((one) => ({ ...one, antenna: 2, atMs: one.atMs + 60_000 }));
    const { did } = judge([...first, ...later]);
    expect(did).toEqual({ what: 'stayed', side: east });
  });

  it('tells presence but no direction where one antenna, or several to one side, hang', () => {
    const gate = portalOf([
      { antenna: 1, zoneId: 11, x: 0, y: 0 },
      { antenna: 2, zoneId: 11, x: 2, y: 0 },
    ])!;
    expect(gate.sides).toEqual([{ zoneId: 11, x: 1, y: 0 }]);
    const { did, present } = judge(
      readsOfWay(1, 8, (second) => -4 + second),
      gate,
    );
    expect(did).toEqual({ what: 'stayed', side: 0 });
    expect(present).toBeGreaterThan(0.99);
    expect(portalOf([])).toBeNull();
  });
});
