import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { accuracyTable } from './accuracy-table.js';
import { dataFolders, measureFolder } from './measure.js';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const readers = [
  [0, 0],
  [12, 0],
  [0, 8],
  [12, 8],
].map(([x, y], i) => ({ id: `r${i}`, x, y, z: 2 }));

/** A hall with a wall at x = 6: survey stops of a still tag, and one tag that walks along the middle. */
function makeData(kind: 'rssi' | 'range_m'): string {
  const folder = mkdtempSync(join(tmpdir(), 'wardmap-accuracy-'));
  folders.push(folder);
  const readings: object[] = [];
  const truth: object[] = [];
  const hear = (tag: string, t_ms: number, x: number, y: number) =>
    readers.forEach(({ id, x: rx, y: ry, z }, i) => {
      const distance = Math.hypot(x - rx, y - ry, z - 1);
      const noise = Math.sin(t_ms * 0.37 + i * 2.1);
      const value =
        kind === 'rssi' ? Math.round(-58 - 20 * Math.log10(distance) + 2 * noise) : distance + 0.2 + 0.03 * noise;
      readings.push({ t_ms, tag, reader: id, [kind]: value });
    });
  const stops: string[] = [];
  for (let x = 1; x < 12; x += 2)
    for (let y = 1; y < 8; y += 2) {
      const tag = `stop ${x} ${y}`;
      stops.push(tag);
      for (let k = 0; k < 12; k++) hear(tag, 1_000_000 + k * 500, x, y);
      truth.push({ t_ms: 1_000_000, tag, x, y, floor: 0 });
    }
  for (let k = 0; k <= 40; k++) {
    hear('walk', 2_000_000 + k * 500, 1 + k * 0.25, 4);
    truth.push({ t_ms: 2_000_000 + k * 500, tag: 'walk', x: 1 + k * 0.25, y: 4, floor: 0 });
  }
  const lines = (list: object[]) => gzipSync(list.map((line) => JSON.stringify(line)).join('\n'));
  writeFileSync(join(folder, 'readers.json'), JSON.stringify(readers));
  writeFileSync(join(folder, 'readings.jsonl.gz'), lines(readings));
  writeFileSync(join(folder, 'truth.jsonl.gz'), lines(truth));
  const room = (id: string, x0: number, x1: number) => ({
    id,
    poly: [
      [x0, 0],
      [x1, 0],
      [x1, 8],
      [x0, 8],
    ],
  });
  writeFileSync(
    join(folder, 'meta.json'),
    JSON.stringify({
      name: 'made up',
      bounds: [0, 0, 12, 8],
      tagZ: 1,
      splits: { train: stops, test_walk: ['walk'] },
      rooms: [room('left', 0, 6), room('right', 6, 12)],
      walls: [[6, 0, 6, 3]],
    }),
  );
  return folder;
}

const settings = { blocked: { count: 0, seed: 1 }, paceMs: 1 };

describe('measureFolder', () => {
  it('measures levels: the engine and the simple methods at the same moments', async () => {
    const result = await measureFolder(makeData('rssi'), settings);
    expect(result.splits).toEqual({ train: ['train'], test: ['test_walk'] });
    expect(Object.keys(result.methods)).toEqual(
      expect.arrayContaining([
        'wardmap',
        'nearestReader',
        'weightedCentroid',
        'trilat',
        'linearLeastSquares',
        'weightedKnn',
        'scaleFreeNelderMead',
      ]),
    );
    const { wardmap, nearestReader } = result.methods;
    expect(wardmap.mean).toBeLessThan(1.5);
    expect(wardmap.mean).toBeLessThan(nearestReader.mean);
    expect(wardmap.zoneAccuracy).toBeGreaterThan(0.7);
    expect(accuracyTable(result)).toContain('made up: test_walk after train');
  });

  it('measures ranges, and is not lost when an anchor is blocked', async () => {
    const folder = makeData('range_m');
    const free = await measureFolder(folder, settings);
    const blocked = await measureFolder(folder, { ...settings, blocked: { count: 1, seed: 3 } });
    expect(free.methods.wardmap.mean).toBeLessThan(0.1);
    expect(blocked.methods.wardmap.mean).toBeLessThan(blocked.methods.linearLeastSquares.mean);
  });

  it('tells the floors of a house apart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wardmap-accuracy-'));
    folders.push(folder);
    const both = [0, 1].flatMap((floor) => readers.map((reader) => ({ ...reader, id: `${floor}${reader.id}`, floor })));
    const readings: object[] = [];
    const truth: object[] = [];
    const stops: string[] = [];
    for (const floor of [0, 1])
      for (let x = 1; x < 12; x += 2)
        for (let y = 1; y < 8; y += 2) {
          const tag = `${floor} ${x} ${y}`;
          stops.push(tag);
          truth.push({ t_ms: 0, tag, x, y, floor });
          for (const [k, reader] of both.entries()) {
            const distance = Math.hypot(x - reader.x, y - reader.y, 1);
            const rssi = -58 - 20 * Math.log10(distance) - (reader.floor === floor ? 0 : 18) + Math.sin(k + x * y);
            readings.push({ t_ms: 0, tag, reader: reader.id, rssi: Math.round(rssi) });
          }
        }
    const lines = (list: object[]) => list.map((line) => JSON.stringify(line)).join('\n');
    writeFileSync(join(folder, 'readers.json'), JSON.stringify(both));
    writeFileSync(join(folder, 'readings.jsonl'), lines(readings));
    writeFileSync(join(folder, 'truth.jsonl'), lines(truth));
    const splits = { train: stops.filter((_, i) => i % 3 > 0), test: stops.filter((_, i) => i % 3 === 0) };
    writeFileSync(join(folder, 'meta.json'), JSON.stringify({ name: 'house', bounds: [0, 0, 12, 8], splits }));
    const result = await measureFolder(folder, settings);
    expect(result.floorAccuracy).toBe(1);
    expect(result.methods.wardmap.mean).toBeLessThan(2);
  });

  it('says which splits there are', async () => {
    const folder = makeData('rssi');
    await expect(measureFolder(folder, { ...settings, test: ['night'] })).rejects.toThrow(
      'made up has no split "night"; it has train, test_walk',
    );
    expect(() => dataFolders(join(folder, 'nowhere'))).toThrow('no meta.json');
  });
});
