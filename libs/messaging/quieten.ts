import type { TroubleListener } from './engine.js';

const silenceMs = 10_000;
const maxRemembered = 1000;

/**
 * Passes each trouble on once in ten seconds: while an engine is away, every queue meets the same one again and
 * again. A listener that throws must not stop the loop that told it.
 */
export function quieten(listener: TroubleListener | undefined): TroubleListener {
  const toldAt = new Map<string, number>();
  return (error, where) => {
    const trouble = `${where}: ${error.message}`;
    const now = performance.now();
    if (now - (toldAt.get(trouble) ?? -Infinity) < silenceMs) return;
    if (toldAt.size >= maxRemembered) toldAt.clear();
    toldAt.set(trouble, now);
    try {
      listener?.(error, where);
    } catch {
      // Nobody is left to tell.
    }
  };
}
