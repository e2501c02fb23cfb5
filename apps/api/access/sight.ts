import type { Visibility } from '#contracts/visibility';
import type { PlacedThing, SightStore } from '#storage/sight-store';
import { absent } from '../problems/absent.js';

/** Keeps those who see a part of the sites from things that stand on others. */
export class Sight {
  constructor(private readonly store: Pick<SightStore, 'isOn'>) {}

  /** @throws ProblemException 404, as if there were no such thing */
  async demand({ siteIds }: Visibility, thing: PlacedThing, id: number): Promise<void> {
    // Who sees every site is told by the route itself that something does not exist.
    if (siteIds !== null && !(await this.store.isOn(siteIds, thing, id))) throw absent(thing, id);
  }
}
