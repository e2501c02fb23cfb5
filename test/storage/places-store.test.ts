import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { floorDetailSchema, siteTreeSchema } from '#contracts/api';
import type { Database } from '#storage/database';
import { DirectoryStore } from '#storage/directory-store';
import { PlacesStore } from '#storage/places-store';
import { openMigrated, plainDrawing, smallFloor } from './open-migrated.js';

describe('a floor plan in the database', () => {
  let database: Database;
  let places: PlacesStore;
  let directory: DirectoryStore;

  beforeAll(async () => {
    database = await openMigrated('places');
    places = new PlacesStore(database);
    directory = new DirectoryStore(database);
  });
  afterAll(() => database.close());

  it('is created once, and the same file again changes nothing', async () => {
    expect(await places.importFloorplan(smallFloor(), plainDrawing)).toEqual({ created: 7, updated: 0, removed: 0 });
    const version = await directory.version();
    expect(await places.importFloorplan(smallFloor(), plainDrawing)).toEqual({ created: 0, updated: 0, removed: 0 });
    expect(await directory.version()).toBe(version);
  });

  it('is given back as the interface promises', async () => {
    const tree = siteTreeSchema.parse(await places.siteTree(null));
    const floor = tree.sites[0].buildings[0].floors[0];
    expect(tree.sites[0]).toMatchObject({ key: 'st-anna', timeZone: 'Europe/Berlin', attribution: null });
    const detail = floorDetailSchema.parse(await places.floorDetail(floor.id, null));
    expect(detail.bounds).toEqual({ minX: 0, minY: 0, maxX: 20, maxY: 10 });
    expect(detail.zones.map((zone) => [zone.key, zone.department])).toEqual([
      ['ward', 'Surgery'],
      ['store', null],
    ]);
    expect(detail.readers.map((reader) => reader.key)).toEqual(['aabbcc000001', 'r2']);
    expect(await places.floorPlan(floor.id, null)).toBe(plainDrawing);
    expect(await places.floorDetail(999, null)).toBeNull();
    expect(await places.floorPlan(999, null)).toBeNull();
  });

  it('gives the pipeline its model with the usual radio values where none were calibrated', async () => {
    const [floor] = await directory.floorModels();
    expect(floor).toMatchObject({ level: 1, tagHeightM: 1, keepEveryFix: false });
    expect(floor.walls).toEqual([
      {
        points: [
          [10, 0],
          [10, 10],
        ],
        lossDb: 4,
      },
    ]);
    expect(floor.readers.map((reader) => reader.radio)).toEqual([
      { levelAt1mDbm: -59, pathLossExponent: 2, sigmaDb: 6 },
      { levelAt1mDbm: -61, pathLossExponent: 2.4, sigmaDb: 5 },
    ]);
    expect(floor.zones.map((zone) => zone.kind)).toEqual(['patient-room', 'storage']);
  });

  it('takes over a reader that was hung on another floor, with the same id', async () => {
    const before = await directory.readers();
    const other = smallFloor({ floor: 'l2', zones: [], readers: [{ key: 'r2', name: 'Store ceiling', x: 3, y: 3 }] });
    expect(await places.importFloorplan(other, plainDrawing)).toEqual({ created: 1, updated: 1, removed: 0 });
    const after = await directory.readers();
    expect(after.map((reader) => reader.id)).toEqual(before.map((reader) => reader.id));
    const moved = after.find((reader) => reader.key === 'r2')!;
    expect(moved.floorId).not.toBe(before.find((reader) => reader.key === 'r2')!.floorId);
    const models = await directory.floorModels();
    expect(models.map((floor) => floor.readers.length)).toEqual([1, 1]);
  });

  it('loses the zones its file no longer has, which come back under the same id', async () => {
    const zoneIds = async () => (await directory.floorModels())[0].zones.map((zone) => zone.id);
    const whole = smallFloor({ readers: [] });
    await places.importFloorplan(whole, plainDrawing);
    const before = await zoneIds();
    const half = { ...whole, zones: whole.zones.slice(0, 1) };
    expect(await places.importFloorplan(half, plainDrawing)).toEqual({ created: 0, updated: 0, removed: 1 });
    expect(await zoneIds()).toEqual(before.slice(0, 1));
    expect(await places.importFloorplan(whole, plainDrawing)).toEqual({ created: 0, updated: 1, removed: 0 });
    expect(await zoneIds()).toEqual(before);
  });

  it('is refused whole when a key is there twice or the drawing is broken', async () => {
    const floor = smallFloor({ floor: 'l9' });
    const twice = { ...floor, readers: [floor.readers[0], { ...floor.readers[0], key: 'AABBCC000001' }] };
    await expect(places.importFloorplan(twice, plainDrawing)).rejects.toThrow(
      'reader aabbcc000001 is in the floor plan twice',
    );
    await expect(places.importFloorplan(floor, '<svg>\n<g></svg>')).rejects.toThrow('l1.svg, line 2');
    const { sites } = await places.siteTree(null);
    expect(sites[0].buildings[0].floors.map((each) => each.key)).toEqual(['l1', 'l2']);
  });

  it('is drawn without what could run or fetch something', async () => {
    const plan = smallFloor({ readers: [] });
    const dirty = plainDrawing.replace('</svg>', '<script>1</script></svg>');
    expect(dirty).toContain('<script>');
    expect(await places.importFloorplan(plan, dirty)).toMatchObject({ created: 0 });
    const [{ id }] = (await places.siteTree(null)).sites[0].buildings[0].floors;
    expect(await places.floorPlan(id, null)).toBe(plainDrawing);
  });

  it('is written once when two imports of a new site meet', async () => {
    const plan = { ...smallFloor({ readers: [] }), site: { ...smallFloor().site, key: 'second' } };
    const counts = await Promise.all([1, 2, 3].map(() => places.importFloorplan(plan, plainDrawing)));
    expect(counts.reduce((sum, each) => sum + each.created, 0)).toBe(5);
  });

  it('knows which zone each antenna of a portal faces, and when that changes', async () => {
    const portal = (antennas: unknown[]) =>
      smallFloor({ floor: 'l3', readers: [{ key: 'gate', kind: 'rfid', x: 10, y: 5, antennas }] });
    const west = { antenna: 1, zoneKey: 'ward', x: 9.5, y: 5 };
    const east = { antenna: 2, zoneKey: 'store' };
    const gate = async () => (await directory.floorModels()).flatMap((floor) => floor.readers).at(-1)!;
    await places.importFloorplan(portal([east, west]), plainDrawing);
    const floor = (await directory.floorModels()).at(-1)!;
    const zoneId = (kind: string) => floor.zones.find((zone) => zone.kind === kind)!.id;
    expect(await gate()).toMatchObject({
      kind: 'rfid',
      antennas: [
        { antenna: 1, zoneId: zoneId('patient-room'), x: 9.5, y: 5 },
        { antenna: 2, zoneId: zoneId('storage'), x: 10, y: 5 },
      ],
    });
    expect(await places.importFloorplan(portal([east, west]), plainDrawing)).toMatchObject({ updated: 0 });
    expect(await places.importFloorplan(portal([west]), plainDrawing)).toMatchObject({ updated: 1 });
    expect((await gate()).antennas).toHaveLength(1);
  });

  it('keeps what an anchor measures too long', async () => {
    const range = { biasM: 0.15, sigmaM: 0.07 };
    const anchors = (law?: object) =>
      smallFloor({ floor: 'l4', readers: [{ key: 'anchor', kind: 'uwb', x: 1, y: 1, range: law }] });
    const anchor = async () => (await directory.floorModels()).flatMap((floor) => floor.readers).at(-1)!;
    await places.importFloorplan(anchors(range), plainDrawing);
    expect(await anchor()).toMatchObject({ kind: 'uwb', range, antennas: [] });
    expect(await places.importFloorplan(anchors(), plainDrawing)).toMatchObject({ updated: 1 });
    expect((await anchor()).range).toBeNull();
  });
});
