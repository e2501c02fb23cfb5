import { expect, it } from 'vitest';
import type { WayFloorRow } from '#storage/way-floors';
import ground from '../../../floorplans/demo-hospital/dh-l0.json' with { type: 'json' };
import first from '../../../floorplans/demo-hospital/dh-l1.json' with { type: 'json' };
import { HousePlans } from '../ways/house-plans.js';
import type { StockHouse } from './stock-zones.js';
import { walkingWays } from './walking-ways.js';

const floors = [ground, first].map((plan, index) => ({
  ...{ id: index + 1, name: plan.floor.name, buildingId: 1, siteId: 1, level: plan.floor.level },
  zones: plan.zones.map((zone, at) => ({ ...zone, id: 1000 * (index + 1) + at })),
  ...{ walls: plan.walls, doors: plan.doors },
})) as unknown as WayFloorRow[];
const zones = new Map(floors.flatMap((floor) => floor.zones.map((zone) => [zone.id, zone])));
const house = { zones, middles: new Map() } as unknown as StockHouse;
const ways = walkingWays(new HousePlans(floors), house, (typeKey) => typeKey === 'bed');
const zoneNamed = (floorId: number, name: string) =>
  [...zones.values()].find((zone) => zone.name === name && Math.floor(zone.id / 1000) === floorId)!.id;

it('takes what is pushed on wheels by the lift, and everything else by the nearer stairs', () => {
  const [from, to] = [zoneNamed(1, 'Stairs west'), zoneNamed(2, 'Stairs west')];
  const walkS = (typeKey: string) => ways(typeKey, [to])(from)!.walkS!;
  expect(walkS('infusion-pump')).toBeGreaterThan(0);
  expect(walkS('bed')).toBeGreaterThan(2 * walkS('infusion-pump'));
});
