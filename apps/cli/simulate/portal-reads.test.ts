import { describe, expect, it } from 'vitest';
import { judgePass } from '#positioning/portal/judge-pass';
import { portalOf } from '#positioning/portal/portal';
import { type PortalRead, portalLooks } from '#positioning/portal/portal-looks';
import { type PortalPass, takeLook } from '#positioning/portal/portal-pass';
import { demoFloors } from './hospital/demo-hospital.js';
import { demoPortals } from './hospital/portals.js';
import { portalReachM, portalRoundMs, readRound, simulatedPortal } from './portal-reads.js';
import { Random } from './random.js';
import { createWorld, demoBuilding, stepWorld } from './world.js';

const [reader] = demoPortals['dh-l0'];
const gate = simulatedPortal(reader, 0);
const [corridor, library] = [0, 1];
const portal = portalOf(reader.antennas!.map(({ antenna, x, y }, zoneId) => ({ antenna, zoneId, x: x!, y: y! })))!;

/** What is judged of a tag on a way of so many metres from the door (below 0: in the corridor), at 1 m/s. */
function judgeWay(seed: number, metres: number, yAt: (second: number) => number) {
  const random = new Random(seed);
  const reads: PortalRead[] = [];
  for (let atMs = 0; atMs < metres * 1000; atMs += portalRoundMs)
    readRound(gate, gate.x, gate.y + yAt(atMs / 1000), random, (antenna, levelDbm) =>
      reads.push({ atMs, antenna, levelDbm }),
    );
  let pass: PortalPass | null = null;
  for (const look of portalLooks(portal, reads)) pass = takeLook(pass, look);
  return judgePass(pass!);
}

describe('the gate of the equipment library', { timeout: 60_000 }, () => {
  it('reads a passing tag well enough to tell in from out, and both from passing by', () => {
    const right = { in: 0, out: 0, by: 0 };
    for (let seed = 1; seed <= 50; seed++) {
      const into = judgeWay(seed, 2 * portalReachM, (second) => second - portalReachM);
      if (into.did.what === 'passed' && into.did.to === library) right.in++;
      const out = judgeWay(seed, 2 * portalReachM, (second) => portalReachM - second);
      if (out.did.what === 'passed' && out.did.to === corridor) right.out++;
      const by = judgeWay(seed, 6, () => -1.3);
      if (by.did.what === 'stayed' && by.did.side === corridor) right.by++;
    }
    for (const count of Object.values(right)) expect(count).toBeGreaterThanOrEqual(45);
  });

  it('hangs over a door of its floor, and changes nothing of what the other readers hear', () => {
    const keys = demoFloors().map(({ key }) => key);
    expect(keys.indexOf('dh-l0')).toBe(gate.floor);
    const startMs = Date.UTC(2026, 2, 2, 8);
    const { graph, field } = demoBuilding();
    const readings = (building = demoBuilding()) =>
      stepWorld(createWorld({ seed: 3, assets: 100, startMs }, building), startMs + 3 * 60_000).readings;
    const [withGate, without] = [readings(), readings({ graph, field })];
    expect(withGate.filter(({ readerKey }) => readerKey !== gate.readerKey)).toEqual(without);
    expect(withGate.length).toBeGreaterThan(without.length);
  });
});
