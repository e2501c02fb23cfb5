import { partitionOfTag } from '#contracts/queue';
import { rowKinds } from '#pipeline/evidence';
import { forEachJournalReading } from '#pipeline/journal-codec';
import type { TagLevels } from '#positioning/calibrate/place-levels';
import type { JournalStore } from '#storage/journal-store';

/** A worker commits a reading within this time after it was heard, or it comes too late for a stop; milliseconds. */
const slackMs = 60_000;
/** So much of the journal is read at most: about half a million readings. */
const mostBytes = 8_000_000;

/** One reading of the last seconds. */
export interface RecentReading {
  tagId: number;
  readerId: number;
  levelDbm: number;
  at: number;
}

/** Reads what workers have written down of the last minutes. */
export class JournalReadings {
  constructor(
    private readonly journal: JournalStore,
    private readonly partitions: number,
  ) {}

  /** What was heard of a tag since a moment (ms since 1970), in order of time. */
  async ofTag(tagId: number, fromMs: number): Promise<TagLevels> {
    const entries = await this.journal.since(
      partitionOfTag(tagId, this.partitions),
      new Date(fromMs - slackMs),
      mostBytes,
    );
    const found: RecentReading[] = [];
    eachReading(entries, (reading) => {
      if (reading.tagId === tagId && reading.at >= fromMs) found.push(reading);
    });
    found.sort((a, b) => a.at - b.at);
    return {
      atMs: found.map((reading) => reading.at),
      readerIds: found.map((reading) => reading.readerId),
      levelsDbm: found.map((reading) => reading.levelDbm),
    };
  }

  /** Visits what was heard of all tags since a moment, in no order. */
  async eachSince(fromMs: number, visit: (reading: RecentReading) => void): Promise<void> {
    eachReading(await this.journal.since(null, new Date(fromMs), mostBytes), (reading) => {
      if (reading.at >= fromMs) visit(reading);
    });
  }
}

/** Levels alone: distances and places of other engines calibrate nothing here. */
function eachReading(entries: readonly Buffer[], visit: (reading: RecentReading) => void): void {
  for (const entry of entries)
    forEachJournalReading(
      entry,
      (tagId, at, readerId, _antenna, centiDbm, kind) => {
        if (kind === rowKinds.level) visit({ tagId, readerId, levelDbm: centiDbm / 100, at });
      },
      () => undefined,
    );
}
