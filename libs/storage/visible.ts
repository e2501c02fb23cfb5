import type { Visibility } from '#contracts/visibility';

/** Values for the three parameters of `assetSeen`, or for one of `siteSeen` in a list of their own. */
export function seenValues({ siteIds, departments, persons }: Visibility): [unknown, unknown, boolean] {
  return [siteIds, departments, persons];
}

/**
 * SQL that is true of the rows of `asset`, or of another name for it, that somebody sees, by the rule of `seesAsset`; a part
 * without a tag of its own is where its kit is. The values of `seenValues` stand at this parameter and the two after it.
 */
export function assetSeen(parameter: number, asset = 'asset'): string {
  const [sites, departments, persons] = [parameter, parameter + 1, parameter + 2].map((place) => `$${place}`);
  return `((${sites}::int[] IS NULL OR NOT EXISTS (
        SELECT FROM current_position seen_at JOIN floor seen_floor ON seen_floor.id = seen_at.floor_id
        JOIN building seen_building ON seen_building.id = seen_floor.building_id
        WHERE seen_at.tag_id = coalesce(${asset}.tag_id, (SELECT seen_kit.tag_id FROM asset seen_kit WHERE seen_kit.id = ${asset}.kit_id))
          AND seen_building.site_id <> ALL (${sites}::int[])))
      AND (${departments}::text[] IS NULL OR ${asset}.department IS NULL OR ${asset}.department = ANY (${departments}::text[]))
      AND (${persons}::boolean OR NOT ${asset}.person))`;
}

/** The same for tags, LEFT JOINed to the `asset` that carries them: one that none carries is shown to those who see the whole house. */
export function tagSeen(parameter: number): string {
  return `CASE WHEN asset.id IS NULL THEN $${parameter}::int[] IS NULL AND $${parameter + 1}::text[] IS NULL
    ELSE ${assetSeen(parameter)} END`;
}

/** SQL that is true of the sites somebody sees; their ids, or null for all, stand at the parameter. */
export function siteSeen(parameter: number, siteId: string): string {
  return `($${parameter}::int[] IS NULL OR ${siteId} = ANY ($${parameter}::int[]))`;
}
