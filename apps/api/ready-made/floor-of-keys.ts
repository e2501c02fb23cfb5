import type { RegisteredFloor } from '#storage/directory-store';

/** How a sender names a floor. */
export interface FloorKeys {
  siteKey?: string;
  buildingKey?: string;
  floorKey: string;
}

/** The floor that is meant, or what is wrong with the keys. */
export function floorOfKeys(
  floors: readonly RegisteredFloor[],
  { siteKey, buildingKey, floorKey }: FloorKeys,
): RegisteredFloor | string {
  const meant = floors.filter(
    (floor) =>
      floor.key === floorKey &&
      (siteKey === undefined || floor.siteKey === siteKey) &&
      (buildingKey === undefined || floor.buildingKey === buildingKey),
  );
  if (meant.length === 1) return meant[0];
  if (meant.length > 1) {
    const named = meant.slice(0, 3).map((floor) => `${floor.siteKey}/${floor.buildingKey}/${floor.key}`);
    return `is the key of ${meant.length} floors (${named.join(', ')}); name siteKey and buildingKey as well`;
  }
  const where = [buildingKey && ` in building ${buildingKey}`, siteKey && ` of site ${siteKey}`];
  return `is no floor${where.filter(Boolean).join('')} that has been imported`;
}
