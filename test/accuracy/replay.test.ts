import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '#storage/database';
import { KeyStore } from '#storage/key-store';
import { migrate } from '#storage/migrate';
import { PlacesStore } from '#storage/places-store';
import { readSite } from '../../apps/cli/replay/site.js';
import { createDatabase } from '../support/database.js';
import { patienceMs } from '../support/patience.js';
import { type TestProcess, runWardmap, startApi, startWorker } from '../support/processes.js';

let database: Database;
let api: TestProcess;
let worker: TestProcess;
let key: string;

beforeAll(async () => {
  const databaseUrl = await createDatabase('replay');
  await migrate(databaseUrl);
  database = await openDatabase(databaseUrl, { applicationName: 'test', poolSize: 2 });
  key = await new KeyStore(database).create('replay', ['ingest', 'read', 'manage']);
  const settings = { databaseUrl, environment: { WARDMAP_LOG_LEVEL: 'warn' } };
  [api, worker] = await Promise.all([startApi(settings), startWorker(settings)]);
});

afterAll(async () => {
  await Promise.all([api?.kill(), worker?.kill()]);
  await database?.close();
});

async function importSite(name: string): Promise<void> {
  const { floorplan, folder } = await readSite(name);
  const svg = readFileSync(join(folder, floorplan.floor.plan), 'utf8');
  await new PlacesStore(database).importFloorplan(floorplan, svg);
}

function replay(...args: string[]) {
  return runWardmap(['replay', ...args, '--url', api.address], { WARDMAP_KEY: key });
}

/** Mean errors by method from the printed table, metres. */
function meansIn(output: string): Record<string, number> {
  const rows = output.matchAll(/^(wardmap|nearest reader|weighted centroid|npm trilat) +(\d+\.\d\d)/gm);
  return Object.fromEntries(Array.from(rows, ([, method, mean]) => [method, Number(mean)]));
}

describe('wardmap replay through api, queue, worker and database', () => {
  it('says what to do when the site was not imported', async () => {
    const { code, output } = await replay('flat6-ble', '--speed', 'max');
    expect(output).toMatch(/does not know the readers of flat6-ble; import the site first: wardmap import /);
    expect(code).toBe(1);
  });

  it.each([
    ['tetam-ble', 2.6],
    ['flat6-ble', 2.0],
  ])('stores positions of %s that are nearer to the truth than simpler methods', async (site, mostM) => {
    await importSite(site);
    // The api reads its directory again within seconds of a change by somebody else.
    const deadline = Date.now() + patienceMs;
    let { code, output } = await replay(site, '--speed', 'max');
    while (output.includes('does not know the readers') && Date.now() < deadline)
      ({ code, output } = await replay(site, '--speed', 'max'));
    expect(code, output).toBe(0);
    const { wardmap, ...others } = meansIn(output);
    expect(wardmap).toBeLessThanOrEqual(mostM);
    expect(Object.keys(others)).toEqual(['nearest reader', 'weighted centroid', 'npm trilat']);
    for (const mean of Object.values(others)) expect(mean).toBeGreaterThan(wardmap);
  });

  it('measures the same again, and leaves no tag behind', async () => {
    const first = await replay('tetam-ble', '--recording', 'straight_03');
    const second = await replay('tetam-ble', '--recording', 'straight_03', '--speed', '20');
    expect(meansIn(second.output), second.output).toEqual(meansIn(first.output));
    const answer = await fetch(`${api.address}/api/v1/assets?search=straight`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(await answer.json()).toMatchObject({ assets: [] });
  });

  it('refuses a wrong key in one sentence', async () => {
    const { code, output } = await runWardmap(['replay', 'tetam-ble', '--url', api.address], {
      WARDMAP_KEY: 'not-a-key-of-this-server',
    });
    expect(output).toMatch(/^PUT \S+\/api\/v1\/assets was refused: 401 /);
    expect(code).toBe(1);
  });
});
