import type { CalibrationVersion, SurveyProgress, SurveyStop } from '#contracts/calibration';
import { meanLevels } from '#positioning/calibrate/place-levels';
import type { StopRow } from '#storage/calibration-surveys';

/** A stop as pages see it; levels of readers that hang on the floor now. */
export function stopView(row: StopRow, readers: readonly { id: number; name: string }[]): SurveyStop {
  const nameOf = new Map(readers.map(({ id, name }) => [id, name]));
  const { id, walkId, x, y, zoneId, zoneName, state, detail, packets } = row;
  return {
    ...{ id, walkId, x, y, zoneId, zoneName, state, detail, packets },
    from: row.fromAt.toISOString(),
    to: row.toAt.toISOString(),
    levels: meanLevels(row.levels ?? { windows: [] }).flatMap((own) => {
      const readerName = nameOf.get(own.readerId);
      if (readerName === undefined) return [];
      const levelDbm = Math.round(own.levelDbm * 10) / 10;
      return [{ readerId: own.readerId, readerName, levelDbm, packets: own.packets }];
    }),
  };
}

/** How far a survey has come; `newest` is the newest calibration made of stops. */
export function progressOf(
  stops: readonly StopRow[],
  advice: { knownShare: number; worthwhileStops: number } | null,
  versions: readonly CalibrationVersion[],
): SurveyProgress {
  const usable = stops.filter((stop) => stop.state === 'usable').length;
  const newest = versions.find((version) => version.source === 'walk');
  const before = newest?.comparedScore?.errorM ?? null;
  const after = newest?.score?.errorM ?? null;
  return {
    usableStops: usable,
    worthwhileStops: Math.max(usable, advice?.worthwhileStops ?? usable),
    knownShare: advice?.knownShare ?? 0,
    heldOutError: before !== null && after !== null ? { beforeM: before, afterM: after } : null,
  };
}
