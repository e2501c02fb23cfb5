import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seesEverything } from '#contracts/visibility';
import { CalibrationSurveys } from '#storage/calibration-surveys';
import { CalibrationVersions } from '#storage/calibration-versions';
import type { Database } from '#storage/database';
import { calibrateRecordedSites, loadDemoSites } from '../../apps/cli/demo/load-sites.js';
import { floorOfSite } from '../../apps/cli/calibrate/load-recorded-survey.js';
import { projectFolder } from '../../apps/cli/embedded/project-folder.js';
import { readSite } from '../../apps/cli/replay/site.js';
import { openMigrated } from '../storage/open-migrated.js';
import { runWardmap } from '../support/processes.js';

describe('the recorded sites of the demo', () => {
  let database: Database & { url: string };
  const said: string[] = [];
  beforeAll(async () => {
    database = await openMigrated('recorded-survey');
    await loadDemoSites(database, join(projectFolder(), 'floorplans'));
    await calibrateRecordedSites(database, (text) => said.push(text));
  });
  afterAll(() => database?.close());

  it('are calibrated from the surveys of their recordings', async () => {
    for (const [name, errorM] of [
      ['tetam-ble', 2.3],
      ['flat6-ble', 1.1],
    ] as const) {
      const active = await new CalibrationVersions(database).active(await floorOfSite(database, await readSite(name)));
      expect(active?.version).toMatchObject({ version: 1, source: 'walk', createdBy: 'demo' });
      expect(active!.version.score!.errorM).toBeLessThan(errorM);
      expect(active!.content.kernel).not.toBeNull();
    }
    expect(said).toHaveLength(2);
  });

  it('stay as somebody left them', async () => {
    const floorId = await floorOfSite(database, await readSite('tetam-ble'));
    await new CalibrationVersions(database).rollBack(floorId, 'test');
    await calibrateRecordedSites(database, (text) => said.push(text));
    expect(await new CalibrationVersions(database).active(floorId)).toBeNull();
    expect(said).toHaveLength(2);
  });

  it('are calibrated again by the command, with the survey once', async () => {
    const { code, output } = await runWardmap(['calibrate', 'tetam-ble', '--activate'], { DATABASE_URL: database.url });
    expect([code, output]).toEqual([0, expect.stringContaining('version 2 is active')]);
    const floorId = await floorOfSite(database, await readSite('tetam-ble'));
    expect(await new CalibrationSurveys(database).walks(floorId, seesEverything)).toHaveLength(1);
    expect(await new CalibrationSurveys(database).places(floorId)).toHaveLength(81);
  });
});
