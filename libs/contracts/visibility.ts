/** Which part of the house somebody is shown. What lies outside is not sent at all. */
export interface Visibility {
  /** Sites, or null for all. */
  siteIds: readonly number[] | null;
  /** Departments whose assets are shown, and those that belong to none; null for all. */
  departments: readonly string[] | null;
  /** Whether tags that persons carry are shown. */
  persons: boolean;
}

/** What decides whether an asset is shown. */
export interface Visible {
  /** Site of its last known place; null before the first. */
  siteId: number | null;
  /** Department it belongs to; null for equipment of the whole house. */
  department: string | null;
  /** A person carries the tag. */
  person: boolean;
}

/** A part of the house: null is all of it. */
export type Part = Pick<Visibility, 'siteIds' | 'departments'>;

export const wholeHouse: Part = { siteIds: null, departments: null };

/** Whether a part of the house is all of it. */
export function isWholeHouse({ siteIds, departments }: Part): boolean {
  return siteIds === null && departments === null;
}

export const seesEverything: Visibility = { siteIds: null, departments: null, persons: true };

/** Whether somebody who sees this much sees a site. */
export function seesSite({ siteIds }: Visibility, siteId: number): boolean {
  return siteIds === null || siteIds.includes(siteId);
}

/** Whether somebody who sees this much sees an asset. */
export function seesAsset(visibility: Visibility, asset: Visible): boolean {
  return (
    (asset.siteId === null || seesSite(visibility, asset.siteId)) &&
    (visibility.departments === null ||
      asset.department === null ||
      visibility.departments.includes(asset.department)) &&
    (visibility.persons || !asset.person)
  );
}

/** The same text for all who see the same assets of a floor: they share what is sent. */
export function audienceOf({ departments, persons }: Visibility): string {
  return JSON.stringify([departments === null ? null : [...new Set(departments)].sort(), persons]);
}
