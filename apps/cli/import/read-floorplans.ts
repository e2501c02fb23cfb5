import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Floorplan, floorplanSchema } from '#contracts/floorplan';
import { errorsOf } from '#contracts/problem';
import { cleanPlanDrawing } from '#storage/plan-drawing/clean-plan-drawing';

/** One floor as its files say. */
export interface FloorplanFiles {
  /** Path of the JSON. */
  file: string;
  plan: Floorplan;
  /** Cleaned: nothing in it but what floor plans are drawn with. */
  svg: string;
  /** What was left out of the drawing. */
  removed: string[];
}

/**
 * Reads one floor (a .json file) or all floors of a folder (its .json files), each with the drawing beside it.
 * @throws Error naming the file, the place in it, and what is wrong there; all problems of a file at once.
 */
export function readFloorplans(path: string): FloorplanFiles[] {
  if (!existsSync(path)) throw new Error(`There is no file or folder ${path}.`);
  if (!statSync(path).isDirectory()) return [readFloorplan(path)];
  const files = readdirSync(path)
    .filter((name) => name.endsWith('.json'))
    .sort();
  if (files.length === 0)
    throw new Error(
      `The folder ${path} has no .json file: name the folder of one site, with a .json and an .svg file for each floor.`,
    );
  return files.map((name) => readFloorplan(join(path, name)));
}

function readFloorplan(file: string): FloorplanFiles {
  const result = floorplanSchema.safeParse(parseJson(file));
  if (!result.success) {
    const problems = errorsOf(result.error).map(({ pointer, detail }) => `  ${pointer || '/'}: ${detail}`);
    throw new Error(`${file} is no valid floor plan:\n${problems.join('\n')}`);
  }
  const drawing = join(dirname(file), result.data.floor.plan);
  if (!existsSync(drawing))
    throw new Error(`${file} names the drawing ${result.data.floor.plan}, which is not beside it.`);
  return { file, plan: result.data, ...cleanPlanDrawing(readFileSync(drawing, 'utf8'), drawing) };
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} is not JSON: ${(error as Error).message}`, { cause: error });
  }
}
