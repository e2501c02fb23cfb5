/** How old a reading may be that the door still takes (WARDMAP_MAX_AGE_HOURS). */
export class AcceptedAge {
  constructor(readonly hours: number) {}
}
