import type { SiteTree } from '#contracts/api';

export type SiteNode = SiteTree['sites'][number];
export type BuildingNode = SiteNode['buildings'][number];
export type FloorNode = BuildingNode['floors'][number];

/** A floor with the building and site it belongs to. */
export interface FloorPlace {
  site: SiteNode;
  building: BuildingNode;
  floor: FloorNode;
}

/** Finds a floor in the tree, or null. */
export function findFloor(tree: SiteTree, floorId: number): FloorPlace | null {
  for (const site of tree.sites)
    for (const building of site.buildings)
      for (const floor of building.floors) if (floor.id === floorId) return { site, building, floor };
  return null;
}

/** The wished floor if it exists, else the entrance floor of the first building that has one, else null. */
export function firstFloorId(tree: SiteTree, wishedId: number | null): number | null {
  if (wishedId !== null && findFloor(tree, wishedId)) return wishedId;
  for (const site of tree.sites)
    for (const building of site.buildings) {
      const floorId = entranceFloorId(building);
      if (floorId !== null) return floorId;
    }
  return null;
}

/** The floor of a building people come in at: the one nearest to level 0, the upper one of two. */
export function entranceFloorId(building: BuildingNode): number | null {
  const [entrance] = [...building.floors].sort((a, b) => Math.abs(a.level) - Math.abs(b.level) || b.level - a.level);
  return entrance?.id ?? null;
}

/** Floors from the top of the building down, as the buttons stand. */
export function floorsFromTop(building: BuildingNode): FloorNode[] {
  return [...building.floors].sort((a, b) => b.level - a.level);
}

/** The sign on a level button: the number in the floor's own name or key if it is short, else its level. */
export function levelSign(floor: FloorNode): string {
  return /^[\p{L}\p{N}]{1,3}$/u.test(floor.key) ? floor.key.toUpperCase() : String(floor.level);
}
