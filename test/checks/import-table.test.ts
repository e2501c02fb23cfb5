import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeTestFolder } from '../support/test-folder.js';

const folder = makeTestFolder('lint');
copyFileSync('.oxlintrc.json', join(folder.path, '.oxlintrc.json'));
afterAll(() => folder.remove());

/** What the linter says about one file of the tree; empty when it has nothing to say. */
function lint(path: string, source: string): string {
  const file = join(folder.path, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, source);
  const run = spawnSync(process.execPath, [resolve('node_modules/oxlint/bin/oxlint'), '--deny-warnings', path], {
    cwd: folder.path,
    encoding: 'utf8',
  });
  return run.status === 0 ? '' : run.stdout + run.stderr;
}

const importing = (specifier: string) => `import * as other from '${specifier}';\nexport const used = other;\n`;

describe('the linter and the import table', () => {
  it.each([
    ['libs/positioning/solve.ts', '@nestjs/common'],
    ['libs/positioning/solve.ts', 'node:fs'],
    ['libs/positioning/solve.ts', '#storage/database'],
    ['libs/positioning/solve.ts', '../storage/database.js'],
    ['libs/geofencing/rule.ts', 'node:net'],
    ['libs/maintenance/due.ts', 'typeorm'],
    ['libs/equipment/stock-plan.ts', '#storage/database'],
    ['libs/equipment/stock-plan.ts', '#positioning/fix'],
    ['libs/floorplan/polygon.ts', '#positioning/fix'],
    ['libs/pipeline/steps/zone.ts', 'bullmq'],
    ['libs/pipeline/steps/zone.ts', '#messaging/live-bus'],
    ['libs/contracts/api.ts', 'pg'],
    ['libs/contracts/api.ts', '#storage/database'],
    ['libs/readers/omlox/decode.ts', '#storage/database'],
    ['libs/storage/store.ts', '#messaging/live-bus'],
    ['libs/storage/store.ts', '@nestjs/common'],
    ['libs/messaging/bus.ts', '#storage/database'],
    ['apps/api/readings/door.ts', '../../worker/worker.js'],
    ['apps/worker/worker.ts', '../cli/main.js'],
    ['apps/cli/commands/new.ts', '../../api/main.js'],
    ['apps/web/map/layer.ts', '#storage/database'],
    ['apps/web/map/layer.ts', '#equipment/stock-plan'],
    ['apps/web/map/layer.ts', 'node:fs'],
  ])('refuse that %s imports %s', (path, specifier) => {
    expect(lint(path, importing(specifier))).toContain('no-restricted-imports');
  });

  it.each([
    ['libs/positioning/solve.ts', '#contracts/position'],
    ['libs/positioning/solve.ts', './path-loss.js'],
    ['libs/pipeline/steps/zone.ts', '#floorplan/zone-index'],
    ['libs/equipment/stock-plan.ts', '#floorplan/polygon'],
    ['libs/storage/store.ts', 'typeorm'],
    ['libs/messaging/bus.ts', 'ioredis'],
    ['apps/api/readings/door.ts', '#messaging/open-messaging'],
    ['apps/web/map/layer.ts', '#floorplan/polygon'],
    ['libs/positioning/solve.test.ts', 'node:fs'],
  ])('allow that %s imports %s', (path, specifier) => {
    expect(lint(path, importing(specifier))).toBe('');
  });

  it.each(['Date.now()', 'new Date()', 'performance.now()', 'Math.random()', 'process.env', "fetch('http://x')"])(
    'refuse %s in a pure library',
    (expression) => {
      expect(lint('libs/pipeline/steps/zone.ts', `export const value = ${expression};\n`)).toMatch(/no-restricted-/);
    },
  );

  it('refuse two files that import each other', () => {
    lint('libs/floorplan/one.ts', importing('./two.js'));
    expect(lint('libs/floorplan/two.ts', importing('./one.js'))).toContain('no-cycle');
  });
});
