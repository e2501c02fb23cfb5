import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import type { BenchFigure } from '../bench/figure.js';
import { startTestDatabase } from '../support/database.js';
import { startApi } from '../support/processes.js';
import { chromiumProgram, startChromium } from './chromium.js';
import { openCountingProxy } from './counting-proxy.js';
import { buildCrowdedFloor, moveEverything } from './crowded-floor.js';
import { firstPaintMs, growthInTenMinutes, heapMb, noteFirstPaint, pan } from './map-figures.js';
import { signInAs } from './signing-in.js';

/*
 * node dist/test/browser/map-load.js [--minutes 10] [--markers 10000]
 * Measures a floor on which everything moves in Chromium, each figure beside its bar. Ends with 1 when one is missed.
 */

const bars = { paintMs: 2_000, picturesPerSecond: 30, bytesPerSecond: 250_000, growthMb: 5 };

/** @param minutes how long memory is watched; a straight line through less than three minutes says little */
export async function benchMap(options: {
  databaseUrl: string;
  markers: number;
  minutes: number;
}): Promise<BenchFigure[]> {
  const program = chromiumProgram();
  if (!program) throw new Error('Chromium is missing: the map cannot be measured (Debian: apt-get install chromium)');
  const { databaseUrl, markers, minutes } = options;
  const { floorId } = await buildCrowdedFloor(databaseUrl, markers);
  const api = await startApi({ databaseUrl, environment: { WARDMAP_DEMO: 'true', WARDMAP_LOG_LEVEL: 'warn' } });
  const proxy = await openCountingProxy(api.port);
  const floor = await moveEverything(databaseUrl, floorId);
  const browser = await startChromium(program);
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
    await signInAs(page, 'administrator', proxy.address);
    await page.addInitScript(noteFirstPaint(markers));
    await page.goto(`${proxy.address}/floor/${floorId}`);
    const paintMs = await firstPaintMs(page);
    await sleep(5_000);

    floor.rate();
    const before = proxy.received();
    const since = performance.now();
    await sleep(20_000);
    const bytesPerSecond = ((proxy.received() - before) * 1000) / (performance.now() - since);
    const fixesPerSecond = floor.rate();

    const overview = await pan(page, 10);
    for (let step = 0; step < 4; step++) {
      await page.getByRole('button', { name: 'Zoom in' }).click();
      await sleep(600);
    }
    const near = await pan(page, 10);
    const shown = await page.locator('canvas.tag-canvas').getAttribute('data-counts');
    await page.getByRole('button', { name: 'Show the whole floor' }).click();

    const session = await page.context().newCDPSession(page);
    const heaps: number[] = [];
    await sleep(10_000);
    for (let minute = 0; minute <= minutes; minute++) {
      heaps.push(await heapMb(session));
      console.log(`  heap after ${minute} min: ${heaps.at(-1)!.toFixed(1)} MB`);
      if (minute < minutes) await sleep(60_000);
    }
    const unit = `of ${markers} markers, ${Math.round(fixesPerSecond)} fixes/s`;
    return [
      figure('map.paint', paintMs, `ms from data to first paint ${unit}`, 'at most', bars.paintMs),
      figure('map.bytes', bytesPerSecond, `bytes/s to the browser ${unit}`, 'at most', bars.bytesPerSecond),
      figure('map.pan', overview.mean, 'pictures/s panning the whole floor', 'at least', bars.picturesPerSecond),
      figure('map.pan.p5', overview.slowest, 'pictures/s, slowest twentieth', 'at least', bars.picturesPerSecond),
      figure('map.near', near.mean, `pictures/s panning near (clusters, in them, alone: ${shown})`, 'at least', 30),
      figure('map.near.p5', near.slowest, 'pictures/s, slowest twentieth', 'at least', bars.picturesPerSecond),
      figure(
        'map.heap',
        growthInTenMinutes(heaps),
        `MB grown in 10 min (from ${heaps.length} values)`,
        'at most',
        bars.growthMb,
      ),
    ];
  } finally {
    await browser.close();
    await floor.stop();
    await proxy.close();
    await api.kill();
  }
}

function figure(name: string, value: number, unit: string, side: 'at most' | 'at least', bar: number): BenchFigure {
  return { name, value, unit, baseline: { name: `wanted: ${side}`, value: bar }, ratio: value / bar };
}

/** Figures that miss their bar; the slowest twentieth is told and not judged. */
export function missed(figures: readonly BenchFigure[]): BenchFigure[] {
  return figures.filter(({ name, value, baseline }) => {
    if (name.endsWith('.p5')) return false;
    return baseline.name.endsWith('at most') ? value > baseline.value : value < baseline.value;
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { minutes: { type: 'string', default: '10' }, markers: { type: 'string', default: '10000' } },
  });
  const database = await startTestDatabase();
  try {
    const databaseUrl = await database.createDatabase('map');
    const figures = await benchMap({ databaseUrl, markers: Number(values.markers), minutes: Number(values.minutes) });
    for (const { name, value, unit, baseline } of figures)
      console.log(`${name.padEnd(12)} ${value.toFixed(1).padStart(10)} ${unit}; ${baseline.name} ${baseline.value}`);
    const bad = missed(figures).map(({ name }) => name);
    console.log(bad.length === 0 ? 'Every bar is held.' : `Missed: ${bad.join(', ')}`);
    process.exitCode = bad.length === 0 ? 0 : 1;
  } finally {
    await database.stop();
  }
}
