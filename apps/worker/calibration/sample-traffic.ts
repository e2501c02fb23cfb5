import type { PlaceLevels, PlacedWindow } from '#contracts/calibration';
import { rowKinds } from '#pipeline/evidence';
import { forEachJournalReading } from '#pipeline/journal-codec';
import { type TagLevels, levelsAtPlace, surveyWindowMs } from '#positioning/calibrate/place-levels';
import { chooseFloor } from '#positioning/choose-floor';
import { createWindow } from '#positioning/window';
import type { SampledWindow } from '#storage/calibration-traffic';

/** A window with fewer readers of its floor says little. */
const fewestReaders = 3;
/** A tag whose levels changed by less than this since its last window has not moved, dB; it is not taken again so soon. */
const sameLevelDb = 3;
const sameAgainMs = 3_600_000;
const mostRemembered = 20_000;

/**
 * The readings of the wanted tags in journal entries, in order of time. Levels alone.
 * @param wanted asked for each reading; a busy house has more tags than a sample needs, and sorting them all would
 * keep the worker from its readings
 */
export function readingsByTag(entries: readonly Buffer[], wanted: (tagId: number) => boolean): Map<number, TagLevels> {
  const found = new Map<number, { at: number; readerId: number; levelDbm: number }[]>();
  for (const entry of entries)
    forEachJournalReading(
      entry,
      (tagId, at, readerId, _antenna, centiDbm, kind) => {
        if (kind !== rowKinds.level || !wanted(tagId)) return;
        const own = found.get(tagId) ?? [];
        own.push({ at, readerId, levelDbm: centiDbm / 100 });
        found.set(tagId, own);
      },
      () => undefined,
    );
  return new Map(
    Array.from(found, ([tagId, own]) => {
      own.sort((a, b) => a.at - b.at);
      return [
        tagId,
        {
          atMs: own.map((one) => one.at),
          readerIds: own.map((one) => one.readerId),
          levelsDbm: own.map((one) => one.levelDbm),
        },
      ];
    }),
  );
}

/**
 * Picks tags of which so much traffic is a share of `bytes`, others each time.
 * @param draw a number from 0 up to 1 that changes from sample to sample
 */
export function someTags(entries: readonly Buffer[], bytes: number, draw: number): (tagId: number) => boolean {
  const total = entries.reduce((sum, entry) => sum + entry.length, 0);
  const share = bytes / total;
  // Multiples of the golden ratio, modulo 1, lie evenly whatever ids a house has.
  return (tagId) => share >= 1 || (tagId * 0.6180339887498949 + draw) % 1 < share;
}

/** All that was heard of a tag in these entries, window by window. */
export function allWindows(readings: TagLevels): PlaceLevels {
  return levelsAtPlace(readings, readings.atMs[0], readings.atMs[readings.atMs.length - 1]);
}

/** Takes the newest window of each tag that is new in it: a tag that lies still is not taken again and again. */
export class TrafficSampler {
  private readonly last = new Map<number, PlacedWindow>();

  /** @param floorOf floor of a reader, or undefined where it is not known */
  sample(byTag: ReadonlyMap<number, TagLevels>, floorOf: ReadonlyMap<number, number>): SampledWindow[] {
    const windows: SampledWindow[] = [];
    for (const [tagId, readings] of byTag) {
      const newestMs = readings.atMs[readings.atMs.length - 1];
      const [window] = levelsAtPlace(readings, newestMs - surveyWindowMs, newestMs).windows;
      const floorId = window && floorOfWindow(window, floorOf);
      if (floorId === undefined || !this.isNews(tagId, window)) continue;
      windows.push({ ...window, floorId, tagId });
    }
    return windows;
  }

  /** Remembers what was really taken. */
  took(windows: readonly SampledWindow[]): void {
    for (const window of windows) this.last.set(window.tagId, window);
    for (const tagId of this.last.keys()) {
      if (this.last.size <= mostRemembered) break;
      this.last.delete(tagId);
    }
  }

  private isNews(tagId: number, window: PlacedWindow): boolean {
    const before = this.last.get(tagId);
    if (!before || window.at - before.at > sameAgainMs) return true;
    const known = new Map(before.readerIds.map((id, i) => [id, before.levelsDbm[i]]));
    const changes = window.readerIds.flatMap((id, i) =>
      known.has(id) ? [Math.abs(window.levelsDbm[i] - known.get(id)!)] : [],
    );
    if (changes.length < fewestReaders) return true;
    return changes.reduce((sum, change) => sum + change, 0) / changes.length > sameLevelDb;
  }
}

function floorOfWindow(window: PlacedWindow, floorOf: ReadonlyMap<number, number>): number | undefined {
  const slots = window.readerIds.flatMap((id, i) => (floorOf.has(id) ? [i] : []));
  if (slots.length === 0) return undefined;
  const heard = createWindow(slots.length);
  heard.count = slots.length;
  // Here a reader's "place" is simply its slot.
  const floors = slots.map((i) => floorOf.get(window.readerIds[i])!);
  slots.forEach((i, slot) => {
    heard.readers[slot] = slot;
    heard.levelsDbm[slot] = window.levelsDbm[i];
  });
  const floor = chooseFloor(floors, heard, -1);
  return floors.filter((one) => one === floor).length >= fewestReaders ? floor : undefined;
}
