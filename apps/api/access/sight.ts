import type { PlacedThing, SightStore } from '#storage/sight-store';
import { outOfSightEvent } from '../audit/out-of-sight-event.js';
import type { Refusals } from '../audit/refusals.js';
import { absent } from '../problems/absent.js';
import type { Actor } from './actor.js';

/** Keeps those who see a part of the sites from things that stand on others. */
export class Sight {
  constructor(
    private readonly store: Pick<SightStore, 'isOn'>,
    private readonly refusals: Pick<Refusals, 'add'>,
  ) {}

  /** @throws ProblemException 404, as if there were no such thing; when there is one, the attempt is recorded */
  async demand(actor: Actor, thing: PlacedThing, id: number): Promise<void> {
    const { siteIds } = actor.visibility;
    // Who sees every site is told by the route itself that something does not exist.
    if (siteIds === null || (await this.store.isOn(siteIds, thing, id))) return;
    if (await this.store.isOn(null, thing, id)) this.refusals.add(outOfSightEvent(actor, thing, id));
    throw absent(thing, id);
  }
}
