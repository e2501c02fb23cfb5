import type { Part } from '#contracts/visibility';

/** Whether everything that belongs to one part of the house belongs to the other too. */
export function liesWithin(inner: Part, outer: Part): boolean {
  return isWithin(inner.siteIds, outer.siteIds) && isWithin(inner.departments, outer.departments);
}

function isWithin<T>(inner: readonly T[] | null, outer: readonly T[] | null): boolean {
  return outer === null || (inner !== null && inner.every((each) => outer.includes(each)));
}
