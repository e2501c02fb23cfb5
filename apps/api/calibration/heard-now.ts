import type { HeardTags, RoomLabel, roomLabelNotedSchema } from '#contracts/calibration';
import type { z } from 'zod';
import { judgeStop, levelsAtPlace } from '#positioning/calibrate/place-levels';
import type { CalibrationFloors } from '#storage/calibration-floors';
import type { CalibrationLabels } from '#storage/calibration-labels';
import type { CalibrationSurveys } from '#storage/calibration-surveys';
import type { JournalStore } from '#storage/journal-store';
import { ProblemException } from '../problems/problem-exception.js';
import type { JournalReadings } from './journal-readings.js';

/** A tag that is held to a reader shows at once; what was heard longer ago confuses. */
const heardSeconds = 20;
const mostTags = 100;
/** A room label takes what was heard in so many seconds before it. */
const labelMs = 12_000;

interface HeardTag {
  levelDbm: number;
  readerId: number;
  at: number;
  packets: number;
  readers: Set<number>;
}

/** What readers hear in these seconds: to find the tag in one's hand, and to say in which room a tag is. */
export class HeardNow {
  constructor(
    private readonly readings: JournalReadings,
    private readonly journal: JournalStore,
    private readonly floors: CalibrationFloors,
    private readonly surveys: CalibrationSurveys,
    private readonly labels: CalibrationLabels,
  ) {}

  /** Registered tags that readers of a floor hear now, strongest first. @throws ProblemException 404 */
  async tags(floorId: number): Promise<HeardTags> {
    const floor = await this.floors.byId(floorId);
    if (floor === null) throw new ProblemException(404, `There is no floor with the id ${floorId}.`);
    const readers = new Map(floor.readers.map(({ id, name }) => [id, name]));
    const found = new Map<number, HeardTag>();
    await this.readings.eachSince(Date.now() - heardSeconds * 1000, ({ tagId, readerId, levelDbm, at }) => {
      if (!readers.has(readerId)) return;
      const known = found.get(tagId);
      if (!known) {
        found.set(tagId, { levelDbm, readerId, at, packets: 1, readers: new Set([readerId]) });
        return;
      }
      known.packets++;
      known.readers.add(readerId);
      known.at = Math.max(known.at, at);
      if (levelDbm > known.levelDbm) Object.assign(known, { levelDbm, readerId });
    });
    const strongest = [...found].sort((a, b) => b[1].levelDbm - a[1].levelDbm).slice(0, mostTags);
    const tags = new Map((await this.journal.tags(strongest.map(([id]) => id))).map((tag) => [tag.tagId, tag]));
    return {
      seconds: heardSeconds,
      tags: strongest.flatMap(([tagId, { at, readers: hearing, ...heard }]) => {
        const tag = tags.get(tagId);
        if (!tag) return [];
        const readerName = readers.get(heard.readerId)!;
        return [{ ...tag, ...heard, readerName, readers: hearing.size, lastHeardAt: new Date(at).toISOString() }];
      }),
    };
  }

  /** Notes in which room a tag is. @throws ProblemException 404; 409 when the tag is not heard now */
  async label({ zoneId, ...named }: RoomLabel, by: string): Promise<z.infer<typeof roomLabelNotedSchema>> {
    const tagId = await this.surveys.carriedTag(named);
    if (tagId === null) throw new ProblemException(404, 'No asset in service carries this tag.');
    if ((await this.labels.floorOfZone(zoneId)) === null)
      throw new ProblemException(404, `There is no zone with the id ${zoneId}.`);
    const now = Date.now();
    const levels = levelsAtPlace(await this.readings.ofTag(tagId, now - labelMs), now - labelMs, now);
    const { packets } = judgeStop(levels);
    if (packets === 0)
      throw new ProblemException(
        409,
        `No reader heard this tag in the last ${labelMs / 1000} seconds, so there is nothing to learn from its room.`,
      );
    const at = new Date(now);
    const id = await this.labels.addRoomLabel(tagId, zoneId, at, by, levels);
    return { id, tagId, zoneId, at: at.toISOString(), packets };
  }
}
