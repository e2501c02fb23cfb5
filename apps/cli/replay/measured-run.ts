import type { PositionList } from '#contracts/api';
import { type Comparison, compareWithTruth } from './compare.js';
import { type Playback, durationMs, pieces, readingsBetween, shiftToEndAt } from './playback.js';
import type { RecordedTrack } from './recording.js';
import type { RecordedSite } from './site.js';
import type { WardmapClient } from './wardmap-client.js';

const readingsPerBatch = 1000;
const tickMs = 500;
/** The server settles the last seconds of a silent tag within this time after the queue is empty. */
const storedWithinMs = 90_000;
/** So many of the seconds in which a tag was heard must have a stored position. */
const leastShare = 0.98;

export interface MeasuredRunOptions {
  client: WardmapClient;
  site: RecordedSite;
  tracks: readonly RecordedTrack[];
  /** Times the recorded pace; Infinity sends everything at once. */
  speed: number;
  /** Tells this run's tags from those of other runs. */
  runId: string;
  /** Leave the tags registered at the end. */
  keep: boolean;
  signal: AbortSignal;
  say: (line: string) => void;
  sleep: (ms: number) => Promise<void>;
}

/**
 * Sends recorded tracks through a running system once, reads back the positions it stored and compares them with
 * the truth.
 * @throws Error when the system does not know the readers, or does not store the positions
 */
export async function measuredRun(options: MeasuredRunOptions): Promise<Comparison> {
  const { client, site, tracks, runId, say } = options;
  const longestMs = Math.max(...tracks.map(durationMs));
  const endMs = Date.now() + longestMs / options.speed;
  const playbacks = tracks.map((track) => ({
    track,
    tagKey: `${site.floorplan.site.key}:${track.name}#${runId}`,
    shiftMs: shiftToEndAt(track, endMs),
  }));
  const assets = playbacks.map(({ track, tagKey }) => ({
    number: tagKey,
    name: `Recording ${track.name.replaceAll('_', ' ')}`,
    typeKey: 'recording',
    typeName: 'Recorded tag',
    tagKey,
  }));
  await client.registerAssets(assets);
  try {
    await send(options, playbacks, endMs - longestMs - 1000, endMs);
    say('everything is accepted, waiting for the stored positions');
    const stored: PositionList['positions'][] = [];
    for (const playback of playbacks) stored.push(await storedPositions(options, playback));
    return compareWithTruth(
      playbacks.map(({ track, shiftMs }, index) => ({
        readings: track.readings,
        truth: track.truth,
        positions: stored[index].map(({ observedAt, ...position }) => ({
          ...position,
          atMs: Date.parse(observedAt) - shiftMs,
        })),
      })),
      { table: site.table, area: site.floorplan.floor.bounds, tagHeightM: site.floorplan.floor.tagHeightM },
    );
  } finally {
    if (!options.keep) await client.retireAssets(assets.map((asset) => asset.number));
  }
}

async function send(
  { client, site, speed, signal, sleep, say }: MeasuredRunOptions,
  playbacks: readonly Playback[],
  startMs: number,
  endMs: number,
): Promise<void> {
  const began = Date.now();
  let sentThroughMs = startMs;
  let sent = 0;
  while (sentThroughMs < endMs) {
    signal.throwIfAborted();
    const throughMs = speed === Infinity ? endMs : Math.min(endMs, startMs + (Date.now() - began) * speed);
    for (const readings of pieces(
      readingsBetween(playbacks, site.readerKeys, sentThroughMs, throughMs),
      readingsPerBatch,
    )) {
      signal.throwIfAborted();
      // Without our clock: stored times must be those sent, or they could not be laid over the truth.
      const { rejected, ignored } = await client.sendReadings(readings);
      if (rejected.length > 0)
        throw new Error(`the server rejected a reading: ${rejected[0].field} ${rejected[0].reason}`);
      if (ignored.unknownReader > 0)
        throw new Error(
          `the server does not know the readers of ${site.floorplan.site.key}; import the site first: wardmap import ${site.folder}`,
        );
      if (ignored.unknownTag > 0)
        throw new Error('the server does not know the tags that were registered a moment ago');
      sent += readings.length;
    }
    sentThroughMs = throughMs;
    if (sentThroughMs < endMs) await sleep(tickMs);
  }
  say(`${sent} readings of ${playbacks.length} track(s) sent in ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

async function storedPositions(
  { client, signal, sleep }: MeasuredRunOptions,
  { track, tagKey, shiftMs }: Playback,
): Promise<PositionList['positions']> {
  const { timesMs } = track.readings;
  const seconds = new Set(timesMs.map((time) => Math.floor(time / 1000))).size;
  const lastMs = timesMs[timesMs.length - 1] + shiftMs;
  const deadline = Date.now() + storedWithinMs;
  for (;;) {
    signal.throwIfAborted();
    const positions = await client.positions(tagKey, timesMs[0] + shiftMs, lastMs);
    if (positions.length >= seconds) return positions;
    if (Date.now() > deadline) {
      if (positions.length >= seconds * leastShare) return positions;
      throw new Error(
        `positions of ${tagKey} are missing: ${positions.length} stored, ${seconds} expected (one for each second in which it was heard) after ${storedWithinMs / 1000} s; is a worker running, and is the site's keepEveryFix on?`,
      );
    }
    await sleep(500);
  }
}
