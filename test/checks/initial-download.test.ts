import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFolder } from '../../apps/cli/embedded/project-folder.js';
import { initialDownload } from './initial-download.js';

const folder = join(projectFolder(), 'dist/web');
const mostKb = 300;

describe.skipIf(!existsSync(join(folder, '.vite/manifest.json')))('the first page of the web app', () => {
  it(`takes at most ${mostKb} kB, gzipped, until the map is drawn`, () => {
    const files = initialDownload(folder);
    const kb = files.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0) / 1000;
    console.log(`Initial download: ${kb.toFixed(1)} kB gzipped in ${files.length} files`);
    for (const { file, gzipBytes } of files.slice(0, 8)) console.log(`  ${(gzipBytes / 1000).toFixed(1)} kB ${file}`);
    // Both halves: an empty list would be small as well.
    expect(files.map(({ file }) => file).join()).toMatch(/signed-in.*|.*floor-page/);
    expect(kb).toBeLessThanOrEqual(mostKb);
  });
});
