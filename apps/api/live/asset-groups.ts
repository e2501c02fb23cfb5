import type { LiveAsset } from '#contracts/live';
import { seesAsset, type Visibility } from '#contracts/visibility';
import type { DirectoryAsset } from '#storage/directory-store';

/** Assets of one department, or the persons in it: whoever sees one of them sees all. */
export interface Group {
  department: string | null;
  person: boolean;
}

/** Whether somebody sees a group on a site that they see. */
export function seesGroup(visibility: Visibility, { department, person }: Group): boolean {
  return seesAsset(visibility, { siteId: null, department, person });
}

/** Newest observation of what somebody sees on the site of a floor, 0 before the first. */
export function newestOf(newestOfGroup: ReadonlyMap<Group, number>, visibility: Visibility): number {
  let newest = 0;
  for (const [group, at] of newestOfGroup) if (at > newest && seesGroup(visibility, group)) newest = at;
  return newest;
}

/** What is sent of an asset. */
export function liveAsset({ person: _, ...asset }: DirectoryAsset): LiveAsset {
  return asset;
}

/** Whether viewers know an asset as it is. */
export function sameAsset(a: LiveAsset, b: LiveAsset): boolean {
  return (Object.keys(a) as (keyof LiveAsset)[]).every((field) => a[field] === b[field]);
}
