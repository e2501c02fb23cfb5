import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project's package.json, wherever this code runs from (sources or dist). */
export function projectFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('Wardmap was moved out of its project folder: no package.json above it.');
    folder = parent;
  }
  return folder;
}

/** Where this installation keeps its data: WARDMAP_DATA_DIR, or `.wardmap` in the project folder. */
export function defaultDataFolder(environment: Record<string, string | undefined> = process.env): string {
  return resolve(environment.WARDMAP_DATA_DIR || join(projectFolder(), '.wardmap'));
}
