import { isStill } from './epochs.js';
import type { DataTrack } from './read-data.js';

const folds = 4;
const stretchMs = 60_000;

/**
 * Cuts tracks into folds, those of one place together: what is held out must not have been surveyed by its twin. Long
 * tracks are cut into stretches first: a whole one may be all that was surveyed of a room, and nobody leaves that out.
 */
export function foldsOf(tracks: readonly DataTrack[]): { inside: DataTrack[]; outside: DataTrack[] }[] {
  const parts = tracks.flatMap(stretchesOf);
  const numberOf = new Map<string, number>();
  const fold = parts.map((track, i) => {
    const place = isStill(track) ? `${Math.round(track.truth.x[0])}:${Math.round(track.truth.y[0])}` : `part ${i}`;
    if (!numberOf.has(place)) numberOf.set(place, numberOf.size);
    return numberOf.get(place)! % folds;
  });
  if (numberOf.size < 2) return [];
  return Array.from({ length: Math.min(folds, numberOf.size) }, (_, k) => ({
    inside: parts.filter((_part, i) => fold[i] !== k),
    outside: parts.filter((_part, i) => fold[i] === k),
  }));
}

/** A track in equal parts of about a minute; a tag that stands still is one. */
function stretchesOf(track: DataTrack): DataTrack[] {
  const { readings, truth } = track;
  const firstMs = readings.timesMs[0];
  const lastMs = readings.timesMs[readings.timesMs.length - 1];
  const count = isStill(track) ? 1 : Math.max(1, Math.round((lastMs - firstMs) / stretchMs));
  if (count === 1) return [track];
  return Array.from({ length: count }, (_, part) => {
    const fromMs = firstMs + ((lastMs - firstMs) * part) / count;
    const toMs = part + 1 < count ? firstMs + ((lastMs - firstMs) * (part + 1)) / count : lastMs + 1;
    const within = (timesMs: readonly number[]) => (_value: unknown, i: number) =>
      timesMs[i] >= fromMs && timesMs[i] < toMs;
    return {
      name: track.name,
      readings: {
        readers: readings.readers.filter(within(readings.timesMs)),
        values: readings.values.filter(within(readings.timesMs)),
        timesMs: readings.timesMs.filter(within(readings.timesMs)),
      },
      truth: {
        timesMs: truth.timesMs.filter(within(truth.timesMs)),
        x: truth.x.filter(within(truth.timesMs)),
        y: truth.y.filter(within(truth.timesMs)),
        floor: truth.floor.filter(within(truth.timesMs)),
        room: truth.room.filter(within(truth.timesMs)),
      },
    };
  }).filter((part) => part.readings.timesMs.length > 0 && part.truth.timesMs.length > 0);
}
