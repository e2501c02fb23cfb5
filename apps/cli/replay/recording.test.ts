import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRecording, tracksOfSplit } from './recording.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'wardmap-recording-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const meta = {
  name: 'small',
  source: 'here',
  commit: '0',
  license: 'CC0-1.0',
  bounds: [0, 0, 10, 10],
  tagZ: 1,
  splits: { test: ['walk'], empty: ['nobody'] },
};
const reading = { t_ms: 1000, reader: 'a', tag: 'walk', rssi: -60 };
const truth = { t_ms: 1000, tag: 'walk', x: 1, y: 2 };

function write(readings: object[], truths: object[] = [truth]) {
  const lines = (list: object[]) => gzipSync(list.map((line) => `${JSON.stringify(line)}\n`).join(''));
  writeFileSync(join(folder, 'meta.json'), JSON.stringify(meta));
  writeFileSync(join(folder, 'readers.json'), JSON.stringify([{ id: 'a', x: 0, y: 0, z: 2 }]));
  writeFileSync(join(folder, 'readings.jsonl.gz'), lines(readings));
  writeFileSync(join(folder, 'truth.jsonl.gz'), lines(truths));
}

describe('readRecording', () => {
  it('gives each track its readings and its truth', async () => {
    write([reading, { ...reading, t_ms: 1500, rssi: -62.5 }]);
    const [walk] = tracksOfSplit(await readRecording(folder), 'test');
    expect(walk.readings).toEqual({ readers: [0, 0], levelsDbm: [-60, -62.5], timesMs: [1000, 1500] });
    expect(walk.truth).toEqual({ timesMs: [1000], x: [1], y: [2] });
  });

  it('skips levels that cannot be', async () => {
    write([reading, { ...reading, rssi: 127 }, { ...reading, rssi: 42 }]);
    expect((await readRecording(folder)).tracks.get('walk')!.readings.levelsDbm).toEqual([-60]);
  });

  it('names the line that is wrong', async () => {
    write([reading, { ...reading, rssi: 'loud' }]);
    await expect(readRecording(folder)).rejects.toThrow(/readings\.jsonl\.gz line 2: rssi /);
    write([reading, { ...reading, reader: 'b' }]);
    await expect(readRecording(folder)).rejects.toThrow(/line 2: reader b is not in readers\.json/);
    write([reading, { ...reading, t_ms: 999 }]);
    await expect(readRecording(folder)).rejects.toThrow(/line 2: the lines of one tag must be in order of time/);
  });

  it('names the file that is missing or no JSON', async () => {
    await expect(readRecording(folder)).rejects.toThrow(/meta\.json is missing/);
    write([reading]);
    writeFileSync(join(folder, 'meta.json'), '{');
    await expect(readRecording(folder)).rejects.toThrow(/meta\.json is not valid JSON/);
  });

  it('says which parts there are, and which track has no data', async () => {
    write([reading]);
    const recording = await readRecording(folder);
    expect(() => tracksOfSplit(recording, 'train')).toThrow('no split "train"; it has test, empty');
    expect(() => tracksOfSplit(recording, 'empty')).toThrow('"nobody"');
  });
});
