import type { Logger } from 'pino';
import type { LiveBus } from '#messaging/live-bus';
import { AssetHistoryStore } from '#storage/asset-history-store';
import { AssetUseStore } from '#storage/asset-use-store';
import type { AuditTrail } from '#storage/audit-trail';
import { CalibrationLabels } from '#storage/calibration-labels';
import type { Database } from '#storage/database';
import { FindReportStore } from '#storage/find-report-store';
import { LastActStore } from '#storage/last-act';
import { StatusStore } from '#storage/status-store';
import type { Sight } from '../access/sight.js';
import type { Refusals } from '../audit/refusals.js';
import type { HeardNow } from '../calibration/heard-now.js';
import { AssetUsing } from './asset-using.js';
import { FindReports } from './find-reports.js';

interface Around {
  database: Database;
  trail: AuditTrail;
  refusals: Refusals;
  bus: LiveBus;
  sight: Sight;
  heard: HeardNow;
  log: Logger;
}

/** What the controllers of equipment's use are given. */
export function buildUse({ database, trail, refusals, bus, sight, heard, log }: Around): object[] {
  const history = new AssetHistoryStore(database);
  const reports = new FindReportStore(database);
  const acts = new LastActStore(database);
  const using = new AssetUsing(history, trail, refusals, bus, log);
  return [
    history,
    reports,
    using,
    acts,
    new AssetUseStore(database),
    new StatusStore(database),
    new FindReports(reports, acts, using, new CalibrationLabels(database), sight, heard, trail, log),
  ];
}
