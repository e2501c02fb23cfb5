import type { NextStop } from '#contracts/calibration';
import type { NextStopAdvice } from '#positioning/calibrate/next-stop';
import type { SurveyedFloor } from '#storage/calibration-floors';
import type { StopRow } from '#storage/calibration-surveys';
import type { CalibrationWork } from './calibration-work.js';

/** Asks where a stop tells most; null where a floor has nothing to survey. */
export class SurveyAdvice {
  constructor(private readonly work: CalibrationWork) {}

  async for(floor: SurveyedFloor, stops: readonly StopRow[], skipZones: number[]): Promise<NextStopAdvice | null> {
    if (floor.readers.length === 0 || floor.zones.length === 0) return null;
    return this.work.run({
      kind: 'advice',
      floor,
      stops: stops.filter((stop) => stop.state === 'usable').map(({ x, y }) => ({ x, y })),
      skipZones,
    });
  }
}

/** The advice as pages see it. */
export function nextStopView(floor: SurveyedFloor, advice: NextStopAdvice | null): NextStop | null {
  if (!advice?.next) return null;
  const { x, y, zoneId, gain } = advice.next;
  const round = (metres: number) => Math.round(metres * 100) / 100;
  return { x: round(x), y: round(y), zoneId, zoneName: floor.zones.find(({ id }) => id === zoneId)!.name, gain };
}
