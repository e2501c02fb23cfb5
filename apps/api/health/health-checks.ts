import type { z } from 'zod';
import type { healthSchema } from '#contracts/api';

type Health = z.infer<typeof healthSchema>;

/** Each check rejects, or throws, with a sentence that may be shown to anybody. */
export type Checks = Record<string, () => Promise<unknown>>;

const patienceMs = 2_000;
/** Answers are shared for this long: a health question must not become a load. */
const keptMs = 500;

/** Asks everything this process stands on whether it answers. */
export class HealthChecks {
  private last: { at: number; health: Promise<Health> } | null = null;

  constructor(private readonly checks: Checks) {}

  run(): Promise<Health> {
    const now = performance.now();
    if (this.last === null || now - this.last.at > keptMs) this.last = { at: now, health: this.ask() };
    return this.last.health;
  }

  private async ask(): Promise<Health> {
    const entries = await Promise.all(
      Object.entries(this.checks).map(async ([name, check]) => [name, await outcome(check)] as const),
    );
    const ok = entries.every(([, result]) => result.ok);
    return { status: ok ? 'ok' : 'unavailable', checks: Object.fromEntries(entries) };
  }
}

async function outcome(check: () => Promise<unknown>): Promise<Health['checks'][string]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${patienceMs / 1000} s`), patienceMs);
  });
  // What the driver says may name hosts and accounts: it goes to the log of the part that failed, not here.
  const answer = check().then(
    () => null,
    () => 'not reachable',
  );
  const detail = await Promise.race([answer, late]);
  clearTimeout(timer);
  return detail === null ? { ok: true } : { ok: false, detail };
}
