/** Maps the wall clock to the time of the simulated day. All in ms since 1970 UTC. */
export interface SimulationClock {
  startMs: number;
  endMs: number;
  /** The simulated moment at a moment of the wall clock; never after `endMs`. */
  at: (wallMs: number) => number;
}

/**
 * A clock that runs `speed` times as fast as the wall's. A fast run begins so far in the past that it ends at the
 * present: readings from the future would be refused.
 * @throws Error when a fast run has no length and no start.
 */
export function simulationClock(options: {
  wallMs: number;
  speed: number;
  hours?: number;
  startMs?: number;
}): SimulationClock {
  const { wallMs, speed, hours } = options;
  if (speed > 1 && hours === undefined)
    throw new Error(
      `speed ${speed} needs --hours: a run faster than time begins that much earlier, so that it ends now and not in the future`,
    );
  const lengthMs = hours === undefined ? Infinity : hours * 3_600_000;
  const startMs = Math.round(options.startMs ?? (speed > 1 ? wallMs - lengthMs * (1 - 1 / speed) : wallMs));
  const endMs = startMs + lengthMs;
  return { startMs, endMs, at: (now) => Math.min(endMs, startMs + (now - wallMs) * speed) };
}
