import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Floorplan, floorplanSchema } from '#contracts/floorplan';
import { errorsOf } from '#contracts/problem';
import { type ReaderTable, readerTable } from '#positioning/reader-table';
import { projectFolder } from '../embedded/project-folder.js';
import { type Recording, readRecording } from './recording.js';

/** A recorded site: its floor, its recording, and the floor's readers in the recording's order. */
export interface RecordedSite {
  folder: string;
  floorFile: string;
  floorplan: Floorplan;
  recording: Recording;
  /** Keys of the readers as the floor plan names them, in the recording's order. */
  readerKeys: string[];
  table: ReaderTable;
}

const floorplansFolder = () => join(projectFolder(), 'floorplans');

/**
 * Reads a recorded site by its name (a folder of floorplans/) or by the path of its folder.
 * @throws Error saying which sites there are, or what is wrong in which file
 */
export async function readSite(nameOrFolder: string): Promise<RecordedSite> {
  const folder = [join(floorplansFolder(), nameOrFolder), resolve(nameOrFolder)].find((path) =>
    existsSync(join(path, 'recording', 'meta.json')),
  );
  if (!folder)
    throw new Error(`there is no recorded site "${nameOrFolder}"; recorded sites are ${recordedSites().join(', ')}`);
  const floorFile = onlyFloorFile(folder);
  const floorplan = readFloorplan(floorFile);
  const recording = await readRecording(join(folder, 'recording'));
  const readerKeys = recording.readers.map((reader) => `${floorplan.site.key}:${reader.id}`);
  const placed = readerKeys.map((key) => {
    const reader = floorplan.readers.find((candidate) => candidate.key === key);
    if (!reader) throw new Error(`${floorFile}: the recording's reader ${key} is not among its readers`);
    return reader;
  });
  return { folder, floorFile, floorplan, recording, readerKeys, table: readerTable(placed) };
}

/** Names of the sites in floorplans/ that have a recording. */
export function recordedSites(): string[] {
  const folder = floorplansFolder();
  return readdirSync(folder).filter((name) => existsSync(join(folder, name, 'recording', 'meta.json')));
}

function onlyFloorFile(folder: string): string {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  if (files.length !== 1)
    throw new Error(`${folder} must have exactly one floor (.json) beside its recording, it has ${files.length}`);
  return join(folder, files[0]);
}

/** Without its drawing, which `draw-plan` may be about to make. */
function readFloorplan(file: string): Floorplan {
  const result = floorplanSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (result.success) return result.data;
  const [first] = errorsOf(result.error);
  throw new Error(`${file} ${first.pointer}: ${first.detail}`);
}
