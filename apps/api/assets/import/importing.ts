import { setImmediate as pause } from 'node:timers/promises';
import type { ImportReport } from '#contracts/asset-import';
import type { AssetRegister } from '#storage/asset-register';
import type { AuditTrail } from '#storage/audit-trail';
import type { Actor } from '../../access/actor.js';
import { eventOf } from '../../audit/event-of.js';
import type { DirectoryChanges } from '../../directory/directory-changes.js';
import { ProblemException } from '../../problems/problem-exception.js';
import { changeRules, pairingAction } from '../change-rules.js';
import { type ImportPlan, planImport, wantedOf } from './plan-import.js';
import { readTable, type Table, UnreadableTable } from './read-table.js';

/** Takes over assets from files. */
export class Importing {
  constructor(
    private readonly register: AssetRegister,
    private readonly trail: AuditTrail,
    private readonly changes: DirectoryChanges,
  ) {}

  /**
   * Tells what a CSV file would change, and with `write` changes it: all of it in one transaction, or nothing while a row is
   * wrong, unless those are skipped.
   * @throws ProblemException 400 for what is no table
   */
  async import(bytes: Buffer, options: { write: boolean; skipWrong: boolean }, actor: Actor): Promise<ImportReport> {
    const table = await tableOf(bytes);
    const rulesOf = ({ report }: ImportPlan) => {
      const rules = changeRules(actor, this.trail, pairingAction);
      const { rows, created, changed, unchanged, wrong } = report;
      const after = { rows, created, changed, unchanged, skipped: wrong };
      return {
        ...rules,
        note: async (...given: Parameters<typeof rules.note>) => {
          await this.trail.append(eventOf(actor, 'asset.import', 'assets', 'file', { after }), given[0]);
          await rules.note(...given);
        },
      };
    };
    const { report, writes } = await this.register.planned(
      wantedOf(table),
      actor.visibility,
      (house) => planImport(table, house, options.skipWrong, pause),
      options.write ? { writesOf: (plan) => plan.writes, rulesOf } : null,
    );
    const written = options.write && writes.length > 0;
    if (written) await this.changes.announce();
    return { written, ...report };
  }
}

async function tableOf(bytes: Buffer): Promise<Table> {
  try {
    return await readTable(bytes);
  } catch (error) {
    if (error instanceof UnreadableTable) throw new ProblemException(400, error.message);
    throw error;
  }
}
