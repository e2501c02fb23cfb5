import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { measureFolder } from '../../apps/cli/accuracy/measure.js';

const project = join(import.meta.dirname, '../..');
/** No figure may get worse than it was by more than this. */
const worseBy = 1.05;

interface BaselineEntry {
  folder: string;
  test: string[];
  mean: number;
  p90: number;
  coverage90: number;
}
const baseline = JSON.parse(
  readFileSync(join(project, 'test/accuracy/engine-baseline.json'), 'utf8'),
) as BaselineEntry[];

describe('the engine on recorded sites', () => {
  for (const { folder, test, mean, p90, coverage90 } of baseline)
    it(`is as good as it was on ${folder} ${test.join(', ')}`, async () => {
      const { methods } = await measureFolder(join(project, folder), {
        train: ['train'],
        test,
        blocked: { count: 0, seed: 1 },
        paceMs: 1,
      });
      const { wardmap, ...others } = methods;
      expect(wardmap.mean).toBeLessThan(mean * worseBy);
      expect(wardmap.p90).toBeLessThan(p90 * worseBy);
      expect(Math.abs(wardmap.coverage90! - coverage90)).toBeLessThan(0.05);
      for (const [name, figures] of Object.entries(others))
        expect(wardmap.mean, `wardmap against ${name}`).toBeLessThan(figures.mean);
    });
});
