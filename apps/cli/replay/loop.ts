import { type Playback, pieces, readingsBetween, durationMs, shiftToStartAt } from './playback.js';
import type { RecordedTrack } from './recording.js';
import type { RecordedSite } from './site.js';
import type { WardmapClient } from './wardmap-client.js';

const tickMs = 500;
const readingsPerBatch = 1000;
/** Pause between the end of a track and its next start, so that the tag's way back is not taken for motion. */
const pauseMs = 10_000;
/** What could not be sent for longer than this is skipped: a live demonstration shows now, not then. */
const staleMs = 30_000;

export interface LoopOptions {
  client: WardmapClient;
  site: RecordedSite;
  tracks: readonly RecordedTrack[];
  signal: AbortSignal;
  say: (line: string) => void;
  sleep: (ms: number) => Promise<void>;
}

/** Plays the tracks live, each starting anew when it ends, until the signal; the assets stay the same. */
export async function loop({ client, site, tracks, signal, say, sleep }: LoopOptions): Promise<void> {
  const siteKey = site.floorplan.site.key;
  const assets = tracks.map((track) => ({
    number: `${siteKey}:${track.name}`,
    name: `Recording ${track.name.replaceAll('_', ' ')}`,
    typeKey: 'recording',
    typeName: 'Recorded tag',
    tagKey: `${siteKey}:${track.name}`,
  }));
  await client.registerAssets(assets);
  say(`playing ${tracks.length} track(s) of ${siteKey} in a loop`);
  let sentThroughMs = Date.now();
  let warned = false;
  const playbacks: Playback[] = tracks.map((track, index) => ({
    track,
    tagKey: assets[index].tagKey,
    shiftMs: shiftToStartAt(track, sentThroughMs),
  }));
  while (!signal.aborted) {
    const now = Date.now();
    const readings = readingsBetween(playbacks, site.readerKeys, Math.max(sentThroughMs, now - staleMs), now);
    for (const batch of pieces(readings, readingsPerBatch)) {
      const { ignored } = await client.sendReadings(batch, Date.now);
      if (!warned && ignored.unknownReader > 0) {
        warned = true;
        say(`the server does not know all readers of ${siteKey}; import the site: wardmap import ${site.folder}`);
      }
    }
    sentThroughMs = now;
    for (const playback of playbacks) {
      const { timesMs } = playback.track.readings;
      const endMs = timesMs[0] + playback.shiftMs + durationMs(playback.track);
      if (endMs + pauseMs <= now) playback.shiftMs = shiftToStartAt(playback.track, now);
    }
    await sleep(tickMs);
  }
}
