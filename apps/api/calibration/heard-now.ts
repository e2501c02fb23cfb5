import type { HeardTags, RoomLabel, roomLabelNotedSchema } from '#contracts/calibration';
import type { z } from 'zod';
import { judgeStop, levelsAtPlace } from '#positioning/calibrate/place-levels';
import type { CalibrationFloors } from '#storage/calibration-floors';
import type { CalibrationLabels } from '#storage/calibration-labels';
import type { CalibrationSurveys } from '#storage/calibration-surveys';
import type { AuditTrail } from '#storage/audit-trail';
import type { JournalStore } from '#storage/journal-store';
import type { SightStore } from '#storage/sight-store';
import type { Visibility } from '#contracts/visibility';
import type { Actor } from '../access/actor.js';
import { noted } from '../audit/noted.js';
import { absent } from '../problems/absent.js';
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
    private readonly sight: Pick<SightStore, 'isOn'>,
    private readonly trail: AuditTrail,
  ) {}

  /** Registered tags that somebody sees and readers of a floor hear now, strongest first. @throws ProblemException 404 */
  async tags(floorId: number, visibility: Visibility): Promise<HeardTags> {
    const floor = await this.floors.byId(floorId);
    if (floor === null) throw absent('floor', floorId);
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
    const tags = new Map((await this.journal.tags([...found.keys()], visibility)).map((tag) => [tag.tagId, tag]));
    const strongest = [...found]
      .filter(([tagId]) => tags.has(tagId))
      .sort((a, b) => b[1].levelDbm - a[1].levelDbm)
      .slice(0, mostTags);
    return {
      seconds: heardSeconds,
      tags: strongest.map(([tagId, { at, readers: hearing, ...heard }]) => {
        const readerName = readers.get(heard.readerId)!;
        const lastHeardAt = new Date(at).toISOString();
        return { ...tags.get(tagId)!, ...heard, readerName, readers: hearing.size, lastHeardAt };
      }),
    };
  }

  /** Notes in which room a tag is. @throws ProblemException 404; 409 when the tag is not heard now */
  async label({ zoneId, ...named }: RoomLabel, actor: Actor): Promise<z.infer<typeof roomLabelNotedSchema>> {
    const tagId = await this.surveys.carriedTag(named, actor.visibility);
    if (tagId === null)
      throw new ProblemException(
        404,
        'No asset in service carries this tag, or a person does, from whose way nothing is learnt.',
      );
    const { siteIds } = actor.visibility;
    if ((await this.labels.floorOfZone(zoneId)) === null || !(await this.sight.isOn(siteIds, 'zone', zoneId)))
      throw absent('zone', zoneId);
    const now = Date.now();
    const levels = levelsAtPlace(await this.readings.ofTag(tagId, now - labelMs), now - labelMs, now);
    const { packets } = judgeStop(levels);
    if (packets === 0)
      throw new ProblemException(
        409,
        `No reader heard this tag in the last ${labelMs / 1000} seconds, so there is nothing to learn from its room.`,
      );
    const at = new Date(now);
    const id = await this.labels.addRoomLabel(
      { tagId, zoneId, at, by: actor.name, levels },
      noted(this.trail, {
        ...{ actor, action: 'label.add', kind: 'room label', subject: String },
        after: () => ({ tagId, zoneId, at: at.toISOString(), packets }),
      }),
    );
    return { id, tagId, zoneId, at: at.toISOString(), packets };
  }
}
