import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';

const manifestSchema = z.record(
  z.string(),
  z.object({
    file: z.string(),
    isEntry: z.boolean().optional(),
    imports: z.array(z.string()).default([]),
    dynamicImports: z.array(z.string()).default([]),
    css: z.array(z.string()).default([]),
  }),
);

/** The page that shows the map; it is loaded before anything is drawn. */
const mapPages = ['app/signed-in.tsx', 'app/floor-page.tsx'];
/** Catalogues of texts are waited for by whatever uses them. */
const catalogue = /^texts\/(.*-)?en\.ts$/;

/** One file of the first page and its size as it crosses the wire, bytes. */
export interface Download {
  file: string;
  gzipBytes: number;
}

/** Everything that a signed-in browser loads before the first picture of the map, largest first. `folder`: the built web app. */
export function initialDownload(folder: string): Download[] {
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')));
  const files = new Set(['index.html', 'color-scheme.js']);
  const seen = new Set<string>();
  const follow = (key: string) => {
    if (seen.has(key)) return;
    seen.add(key);
    const { file, imports, dynamicImports, css } = manifest[key];
    for (const one of [file, ...css]) files.add(one);
    for (const one of imports) follow(one);
    for (const one of dynamicImports) if (catalogue.test(one) || mapPages.includes(one)) follow(one);
  };
  for (const [key, { isEntry }] of Object.entries(manifest)) if (isEntry) follow(key);
  return [...files]
    .map((file) => ({ file, gzipBytes: gzipSync(readFileSync(join(folder, file))).length }))
    .sort((a, b) => b.gzipBytes - a.gzipBytes);
}
