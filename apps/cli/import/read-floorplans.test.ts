import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readFloorplans } from './read-floorplans.js';

const folder = mkdtempSync(join(tmpdir(), 'wardmap-floorplans-'));
afterAll(() => rmSync(folder, { recursive: true }));

const floor = (level: number, changes: object = {}) => ({
  format: 'wardmap-floorplan/1',
  site: { key: 'st-anna', name: 'St Anna' },
  building: { key: 'main', name: 'Main building' },
  floor: {
    key: `l${level}`,
    name: `Floor ${level}`,
    level,
    plan: `l${level}.svg`,
    bounds: { minX: 0, minY: 0, maxX: 20, maxY: 10 },
  },
  ...changes,
});
const write = (name: string, content: object | string) => {
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  return join(folder, name);
};

describe('reading floor plans from files', () => {
  it('takes every JSON of a folder with the drawing beside it', () => {
    for (const level of [2, 1]) {
      write(`l${level}.json`, floor(level));
      write(`l${level}.svg`, `<svg xmlns="http://www.w3.org/2000/svg" id="${level}"/>`);
    }
    expect(readFloorplans(folder).map(({ plan, svg }) => [plan.floor.name, svg])).toEqual([
      ['Floor 1', '<svg xmlns="http://www.w3.org/2000/svg" id="1"/>'],
      ['Floor 2', '<svg xmlns="http://www.w3.org/2000/svg" id="2"/>'],
    ]);
    expect(readFloorplans(join(folder, 'l2.json'))).toHaveLength(1);
  });

  it('cleans the drawings and says what was left out', () => {
    const file = write('l3.json', floor(3));
    write('l3.svg', '<svg xmlns="http://www.w3.org/2000/svg">\n<script>1</script><rect onclick="2"/></svg>');
    expect(readFloorplans(file)).toMatchObject([
      {
        svg: '<svg xmlns="http://www.w3.org/2000/svg">\n<rect/></svg>',
        removed: ['<script> (line 2)', 'the attribute onclick (line 2)'],
      },
    ]);
    write('l3.svg', '<html/>');
    expect(() => readFloorplans(file)).toThrow(/l3\.svg is no SVG drawing/);
    write('l3.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>');
  });

  it('names the file and every wrong place in it', () => {
    const file = write('wrong.json', floor(3, { readers: [{ key: 'r1', x: 90, y: 5 }], zones: [{ key: 'a b' }] }));
    expect(() => readFloorplans(file)).toThrow(/wrong\.json is no valid floor plan:\n {2}\/zones\/0\/key: a key has/);
    const outside = write('outside.json', floor(3, { readers: [{ key: 'r1', x: 90, y: 5 }] }));
    expect(() => readFloorplans(outside)).toThrow("/readers/0: reader r1 at 90, 5 lies outside the floor's bounds");
  });

  it('tells a missing drawing, a missing file and a file that is no JSON apart', () => {
    expect(() => readFloorplans(write('l7.json', floor(7)))).toThrow(
      'names the drawing l7.svg, which is not beside it',
    );
    expect(() => readFloorplans(join(folder, 'nothing'))).toThrow('There is no file or folder');
    expect(() => readFloorplans(write('half.json', '{"format":'))).toThrow('half.json is not JSON');
  });
});
