import { judgePass } from '#positioning/portal/judge-pass';
import { passEndsAfterMs } from '#positioning/portal/portal-pass';
import { lookForTold } from '../look-for-told.js';
import type { Moment } from '../moment.js';

/** A place that was told decides the floor for so long, ms: its engine knows better than levels through slabs. */
const floorHoldsMs = 5000;
/** So probable a tag must be at a portal for its floor to count against levels. */
const surelyPresent = 0.9;

/** Looks for what says more than levels do: places of other engines, measured distances, reads at a portal. */
export function sight(moment: Moment): 'stop' | void {
  const { place, portal, newPlace, newPortal } = lookForTold(moment, moment.track);
  moment.seen = newPlace || newPortal;
  if (!moment.seen && moment.heard.count === 0) return 'stop';
  moment.place = place;
  moment.portal = portal;
  moment.toldFloor = toldFloor(moment, newPlace, newPortal);
}

/** The floor that a fresh place or portal names; the newer of both, if either. */
function toldFloor({ at, heard, house, place, portal }: Moment, isPlaceNew: boolean, isPortalNew: boolean) {
  if (place && at - place.at <= floorHoldsMs && (isPlaceNew || !isPortalNew)) return place.floorId;
  if (!portal || at - portal.pass.atMs > passEndsAfterMs) return null;
  // A stray read may come from anywhere: alone it does not move a tag whose levels are heard.
  if (heard.count > 0 && judgePass(portal.pass).present < surelyPresent) return null;
  const reader = house.readerIndex[portal.readerId] ?? -1;
  return reader < 0 ? null : house.readerFloor[reader];
}
