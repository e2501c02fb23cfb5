import { describe, expect, it } from 'vitest';
import { HealthChecks } from './health-checks.js';

describe('readiness', () => {
  it('is ok when every part answers', async () => {
    const checks = new HealthChecks({ database: async () => 1, queue: async () => 2 });
    expect(await checks.run()).toEqual({ status: 'ok', checks: { database: { ok: true }, queue: { ok: true } } });
  });

  it('names the part that does not, without what its driver said', async () => {
    const checks = new HealthChecks({
      database: async () => 1,
      queue: async () => {
        throw new Error('password of wardmap refused at 10.1.2.3');
      },
    });
    expect(await checks.run()).toEqual({
      status: 'unavailable',
      checks: { database: { ok: true }, queue: { ok: false, detail: 'not reachable' } },
    });
  });

  it('does not wait for ever', async () => {
    const checks = new HealthChecks({ database: () => new Promise(() => undefined) });
    expect((await checks.run()).checks.database).toEqual({ ok: false, detail: 'no answer within 2 s' });
  });

  it('asks once for questions that come together', async () => {
    let asked = 0;
    const checks = new HealthChecks({ database: async () => ++asked });
    await Promise.all([checks.run(), checks.run(), checks.run()]);
    expect(asked).toBe(1);
  });
});
