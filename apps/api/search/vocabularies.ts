import type { Visibility } from '#contracts/visibility';
import type { HousePlans } from '../ways/house-plans.js';
import type { Register } from './register.js';
import { type Term, termOf, type Vocabulary, type ZoneTerm } from './vocabulary.js';

/** What words can mean to those who see the same; kept while register and plans stay as they are. */
export class Vocabularies {
  readonly #made = new Map<string, Vocabulary>();
  #register: Register | null = null;
  #plans: HousePlans | null = null;

  of(register: Register, plans: HousePlans, visibility: Visibility): Vocabulary {
    if (register !== this.#register || plans !== this.#plans) this.#made.clear();
    this.#register = register;
    this.#plans = plans;
    const key = JSON.stringify([visibility.siteIds, visibility.departments]);
    let vocabulary = this.#made.get(key);
    if (!vocabulary) this.#made.set(key, (vocabulary = vocabularyOf(register, plans, visibility)));
    return vocabulary;
  }
}

/** Types are of the whole house; zones and departments are told as far as the plans and departments one may see. */
function vocabularyOf(register: Register, plans: HousePlans, { siteIds, departments }: Visibility): Vocabulary {
  const zones: Term<ZoneTerm>[] = [];
  plans.ways.zoneIds.forEach((id, at) => {
    const { name, department, siteId } = plans.zones.get(id)!;
    if (siteIds === null || siteIds.includes(siteId)) zones.push(termOf({ id, at, department }, name));
  });
  const names = new Set(zones.flatMap(({ of }) => of.department ?? []));
  for (const department of departments ?? (siteIds === null ? register.departments : [])) names.add(department);
  return { types: register.types, zones, departments: [...names].sort().map((name) => termOf(name, name)) };
}
