import type { Logger } from 'pino';
import type { z } from 'zod';
import type { findReportedSchema, findReportSchema } from '#contracts/asset-use';
import type { CalibrationLabels } from '#storage/calibration-labels';
import type { FindReportStore, NotedFind } from '#storage/find-report-store';
import type { LastActStore } from '#storage/last-act';
import type { AuditTrail } from '#storage/audit-trail';
import type { Note } from '#storage/noted';
import { type Actor, permissionsOfActor } from '../access/actor.js';
import type { Sight } from '../access/sight.js';
import { noted } from '../audit/noted.js';
import type { HeardNow } from '../calibration/heard-now.js';
import { absent } from '../problems/absent.js';
import { ProblemException } from '../problems/problem-exception.js';
import { type AssetUsing, personOf } from './asset-using.js';

/** Takes over what people say of where an asset is, and lets the calibration learn from it. */
export class FindReports {
  constructor(
    private readonly store: FindReportStore,
    private readonly acts: Pick<LastActStore, 'rememberLabel'>,
    private readonly using: AssetUsing,
    private readonly labels: Pick<CalibrationLabels, 'floorOfZone'>,
    private readonly sight: Sight,
    private readonly heard: Pick<HeardNow, 'label'>,
    private readonly trail: AuditTrail,
    private readonly log: Pick<Logger, 'warn'>,
  ) {}

  /** @throws ProblemException 404 for an asset or a zone that is not there, or not shown */
  async add(
    kind: 'found' | 'not-here',
    assetId: number,
    { zoneId, searchMs }: z.infer<typeof findReportSchema>,
    actor: Actor,
  ): Promise<z.infer<typeof findReportedSchema>> {
    if (zoneId !== null) {
      await this.sight.demand(actor, 'zone', zoneId);
      if ((await this.labels.floorOfZone(zoneId)) === null) throw absent('zone', zoneId);
    }
    const note: Note<NotedFind> = noted(this.trail, {
      ...{ actor, action: 'asset.found', kind: 'asset', subject: ({ asset }) => asset.number },
      after: ({ toldZoneId }) => ({ report: kind, toldZoneId, zoneId, searchMs }),
    });
    const report = { assetId, kind, user: personOf(actor), zoneId, searchMs };
    const adding = this.store.add(report, actor.visibility, note);
    const { id, toldZoneId } = await this.using.done(adding, assetId, actor);
    const inZone = zoneId ?? toldZoneId;
    if (kind === 'found' && inZone !== null) await this.learn(id, assetId, inZone, actor);
    return { id };
  }

  /** A label for the calibration, where there is something to learn from. */
  private async learn(reportId: number, assetId: number, zoneId: number, actor: Actor): Promise<void> {
    if (!permissionsOfActor(actor).includes('labels.add')) return;
    try {
      const label = await this.heard.label({ assetId, zoneId }, actor);
      await this.acts.rememberLabel(reportId, label.id);
    } catch (error) {
      // The report stands also when nothing is heard of the tag now, it has none, or the label cannot be written.
      if (!(error instanceof ProblemException))
        this.log.warn({ err: error }, 'where an asset was found was not learnt from');
    }
  }
}
