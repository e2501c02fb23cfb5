import type { ParLevel, ParLevelFields } from '#contracts/par-levels';
import { overlapOf } from '#equipment/stock-week';
import type { AuditTrail } from '#storage/audit-trail';
import { type ParLevelChange, ParLevelRefused, type ParLevelRules, type ParLevelStore } from '#storage/par-level-store';
import type { Actor } from '../access/actor.js';
import { eventOf } from '../audit/event-of.js';
import { outOfSightEvent } from '../audit/out-of-sight-event.js';
import type { Refusals } from '../audit/refusals.js';
import { ProblemException } from '../problems/problem-exception.js';
import { weekWords } from './week-words.js';

/** Changes of stock levels: only where somebody sees them, and each recorded with what was before. */
export class ParLevels {
  constructor(
    private readonly store: ParLevelStore,
    private readonly trail: AuditTrail,
    private readonly refusals: Pick<Refusals, 'add'>,
  ) {}

  list({ visibility }: Actor): Promise<ParLevel[]> {
    return this.store.list(visibility);
  }

  /** @throws ProblemException 400 for a type or place that is not there, 409 for a level that holds at the same time */
  add(fields: ParLevelFields, actor: Actor): Promise<ParLevel> {
    return this.#told(fields, null, actor, () => this.store.add(fields, this.#rules(fields, actor)));
  }

  /** @throws ProblemException as `add`; 404 when there is no such level */
  change(id: number, fields: ParLevelFields, actor: Actor): Promise<ParLevel> {
    return this.#told(fields, id, actor, () => this.store.change(id, fields, this.#rules(fields, actor)));
  }

  /** @throws ProblemException 404 when there is no such level */
  remove(id: number, actor: Actor): Promise<void> {
    return this.#told(null, id, actor, () => this.store.remove(id, this.#rules(null, actor)));
  }

  #rules(fields: ParLevelFields | null, actor: Actor): ParLevelRules {
    return {
      visibility: actor.visibility,
      demandFree: (others) => {
        if (fields) demandFree(fields, others);
      },
      note: async (client, { before, after }: ParLevelChange) => {
        const { typeName, place, id } = (after ?? before)!;
        const subject = `${typeName}, ${place.name} (${id})`;
        await this.trail.append(eventOf(actor, 'par-level.change', 'par level', subject, { before, after }), client);
      },
    };
  }

  async #told<T>(fields: ParLevelFields | null, id: number | null, actor: Actor, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ParLevelRefused)) throw error;
      if (error.why !== 'level') throw problemOf(error, fields!);
      if (await this.store.exists(id!)) this.refusals.add(outOfSightEvent(actor, 'par level', id));
      throw new ProblemException(404, `There is no stock level with the id ${id}.`);
    }
  }
}

function demandFree(fields: ParLevelFields, others: readonly ParLevel[]): void {
  for (const other of others) {
    if (!overlapOf(fields, other)) continue;
    throw new ProblemException(
      409,
      `For ${other.typeName} in ${other.place.name} there is a level already that holds at the same time: ` +
        `${weekWords(other)}, target ${other.target}. Choose other days or hours, or change that one.`,
    );
  }
}

function problemOf({ why }: ParLevelRefused, { typeKey, zoneId, department }: ParLevelFields): ProblemException {
  const [field, detail] = {
    type: ['typeKey', `there is no type of equipment "${typeKey}"`],
    zone: ['zoneId', `there is no zone with the id ${zoneId}`],
    department: ['department', `no zone on the plans belongs to "${department}"`],
    'which-site': ['siteId', `"${department}" is on more than one site: say which`],
    level: ['', ''],
  }[why];
  const errors = [{ pointer: `/${field}`, detail }];
  return new ProblemException(400, `The stock level is not valid, at /${field}: ${detail}.`, { errors });
}
