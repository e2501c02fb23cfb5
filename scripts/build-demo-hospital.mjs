// Writes floorplans/demo-hospital from its layout: npm run build && node scripts/build-demo-hospital.mjs
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoHospitalFiles } from '../dist/apps/cli/simulate/hospital-files.js';

const folder = join(import.meta.dirname, '..', 'floorplans', 'demo-hospital');
mkdirSync(folder, { recursive: true });
for (const { name, text } of demoHospitalFiles()) {
  writeFileSync(join(folder, name), text);
  console.log(`${name}: ${(Buffer.byteLength(text) / 1000).toFixed(0)} kB`);
}
