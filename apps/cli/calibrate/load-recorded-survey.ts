import type { CalibrationVersion } from '#contracts/calibration';
import { normaliseKey } from '#contracts/readings';
import { CalibrationFloors } from '#storage/calibration-floors';
import type { Database } from '#storage/database';
import { DirectoryStore } from '#storage/directory-store';
import { tracksOfSplit } from '../replay/recording.js';
import type { RecordedSite } from '../replay/site.js';
import { recordedPlaces } from './recorded-places.js';
import { takeOverSurvey } from './take-over-survey.js';

/** How the survey of a recording is named in the list of walks. */
export function originOf({ recording }: RecordedSite): string {
  return `recording ${recording.meta.name}, train`;
}

/**
 * Takes the training split of a recording over as a survey of its floor, and fits the floor to it. The result is in use
 * when it beats what was.
 * @throws Error when the site has not been imported, or its recording has too few usable places
 */
export async function loadRecordedSurvey(
  database: Database,
  site: RecordedSite,
  floorId: number,
  by: string,
): Promise<CalibrationVersion> {
  const floor = await new CalibrationFloors(database).byId(floorId);
  if (floor === null) throw notImported(site);
  const readers = new Map((await new DirectoryStore(database).readers()).map(({ key, id }) => [key, id]));
  const readerIds = site.readerKeys.map((key) => {
    const id = readers.get(normaliseKey(key));
    if (id === undefined) throw notImported(site);
    return id;
  });
  const places = recordedPlaces(tracksOfSplit(site.recording, 'train'), readerIds);
  return takeOverSurvey(database, floor, places, originOf(site), by);
}

/** The floor of a recorded site. @throws Error when it has not been imported */
export async function floorOfSite(database: Database, site: RecordedSite): Promise<number> {
  const { floorplan } = site;
  const floors = await new DirectoryStore(database).floors();
  const floor = floors.find(
    (one) =>
      one.siteKey === floorplan.site.key &&
      one.buildingKey === floorplan.building.key &&
      one.key === floorplan.floor.key,
  );
  if (!floor) throw notImported(site);
  return floor.id;
}

function notImported({ floorplan, folder }: RecordedSite): Error {
  return new Error(
    `the server does not know the floor and readers of ${floorplan.site.key}; import the site first: wardmap import ${folder}`,
  );
}
