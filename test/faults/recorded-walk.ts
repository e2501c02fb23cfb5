import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Floorplan } from '#contracts/floorplan';
import type { Reading } from '#contracts/readings';
import { readingsBetween, shiftToStartAt } from '../../apps/cli/replay/playback.js';
import { tracksOfSplit } from '../../apps/cli/replay/recording.js';
import { readSite } from '../../apps/cli/replay/site.js';

/** A floor as its file and drawing say it. */
export interface FloorFile {
  plan: Floorplan;
  svg: string;
}

/** A minute of a recorded site, moved in time: what its readers really heard of ten walking tags. */
export interface RecordedWalk {
  floors: FloorFile[];
  tagKeys: string[];
  /** All readings in order of time. */
  readings: Reading[];
  /** The same readings, half a second in each batch. */
  batches: Reading[][];
}

const durationMs = 60_000;
const batchMs = 500;
/** Each recorded track is walked twice at once, by a second tag this far ahead. */
const aheadMs = 12_000;

/** Reads the walk so that it begins at `startMs` (a whole second, milliseconds since 1970 UTC). */
export async function recordedWalk(startMs: number): Promise<RecordedWalk> {
  const site = await readSite('tetam-ble');
  const playbacks = tracksOfSplit(site.recording, 'test_track').flatMap((track) =>
    [0, aheadMs].map((ahead, index) => ({
      track,
      tagKey: `${track.name}-${index + 1}`,
      shiftMs: shiftToStartAt(track, startMs - ahead),
    })),
  );
  const batches: Reading[][] = [];
  for (let from = startMs; from < startMs + durationMs; from += batchMs)
    batches.push(readingsBetween(playbacks, site.readerKeys, from - 1, from + batchMs - 1));
  return {
    floors: [
      { plan: site.floorplan, svg: readFileSync(join(dirname(site.floorFile), site.floorplan.floor.plan), 'utf8') },
    ],
    tagKeys: playbacks.map(({ tagKey }) => tagKey),
    readings: batches.flat(),
    batches,
  };
}
