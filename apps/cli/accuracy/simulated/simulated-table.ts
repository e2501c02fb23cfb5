import type { SimulatedFigures, SimulatedResult } from '#contracts/accuracy';
import { radioParameters as p } from '../../simulate/radio-parameters.js';

const columns: [string, (figures: SimulatedFigures) => string][] = [
  ['looks', ({ looks }) => looks.toLocaleString('en')],
  ['mean', ({ mean }) => mean.toFixed(2)],
  ['median', ({ median }) => median.toFixed(2)],
  ['p90', ({ p90 }) => p90.toFixed(2)],
  ['p95', ({ p95 }) => p95.toFixed(2)],
  ['right room', ({ rightRoom }) => percent(rightRoom, 1)],
  ['right floor', ({ rightFloor }) => percent(rightFloor, 2)],
  ['in ellipse', ({ ellipse90 }) => percent(ellipse90, 1)],
  ['in circle', ({ circle90 }) => percent(circle90, 1)],
  ['false zones', ({ falseZoneChanges }) => falseZoneChanges.toString()],
  ['still: floors', ({ stillFloorChanges }) => stillFloorChanges.toString()],
  ['zones', ({ stillZoneChanges }) => stillZoneChanges.toString()],
];

/** The radio model's numbers in one line. */
export function radioModelLine(): string {
  return (
    `radio model: ${p.levelAt1mDbm} dBm at 1 m, exponent ${p.pathLossExponent}, walls 3-18 dB, slab ${p.slabLossDb} dB, ` +
    `shadowing ${p.shadowSdDb} dB over ${p.shadowLengthM} m, tags ±${p.tagOffsetSdDb} dB, readers ±${p.readerOffsetSdDb} dB, ` +
    `fading ${p.fadingSdDb} dB, half heard at ${p.sensitivityDbm} dBm, ${percent(p.packetLoss, 0)} lost, ` +
    `bodies ${p.bodyLossDb.join('-')} dB, a packet in ${p.intervalMovingMs / 1000} s moving and ${p.intervalStillMs / 1000} s still`
  );
}

/** The figures of one run as aligned lines of text. */
export function simulatedTable(result: SimulatedResult): string {
  const head = ['', ...columns.map(([name]) => name)];
  const body = Object.entries(result.methods).flatMap(([method, parts]) =>
    Object.entries(parts).map(([part, figures]) => [
      `${method}, ${part}`,
      ...columns.map(([, show]) => (figures.looks > 0 ? show(figures) : '')),
    ]),
  );
  const widths = head.map((_, column) => Math.max(...[head, ...body].map((line) => line[column].length)));
  const lines = [head, ...body].map((line) =>
    line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('  '),
  );
  const reliability = result.methods.wardmap.all.zoneReliability ?? [];
  return [
    `SIMULATED hospital, seed ${result.seed}: ${result.assets} tags, ${durationOf(result)}, ${spacingOf(result)}`,
    `calibration: ${calibrationOf(result)}; reader outages: ${outagesOf(result)}`,
    radioModelLine(),
    ...lines,
    ...reliability
      .filter(({ fixes }) => fixes > 0)
      .map(
        ({ from, to, fixes, right }) =>
          `zones told with ${percent(from, 0)} to ${percent(to, 0)} were right in ${percent(right, 1)} of ${fixes.toLocaleString('en')} looks`,
      ),
    `nothing live to tell in ${percent(result.notLiveShare, 2)} of the looks; ${result.stepsPerSecond.toLocaleString('en')} seconds of tags worked out per second`,
  ].join('\n');
}

function durationOf({ minutes, warmUpMinutes, outages }: SimulatedResult): string {
  const length = minutes >= 120 ? `${Math.round(minutes / 6) / 10} hours` : `${minutes} minutes`;
  return outages === 'radio model'
    ? `${length} after ${warmUpMinutes} to learn them`
    : `all at rest for ${length} after ${warmUpMinutes} minutes`;
}

function spacingOf({ spacing, readersPerFloor }: SimulatedResult): string {
  const readers = `${readersPerFloor.join(', ')} readers a floor`;
  return spacing === 'drawn' ? `${readers} as drawn` : `${readers} on a lattice of ${spacing} m`;
}

function calibrationOf({ calibration, stopsPerFloor }: SimulatedResult): string {
  if (calibration === 'walk')
    return `a walk-through of ${stopsPerFloor} stops a floor, 30 s each, fitted as the calibration service does`;
  return calibration === 'plan'
    ? 'plan only (path loss of each reader as in the demo’s files, no walk-through)'
    : 'none (usual values)';
}

function outagesOf({ outages }: SimulatedResult): string {
  return outages === 'radio model'
    ? 'as in the radio model, each reader about once a day for 2-7 minutes'
    : 'every hour another tenth of the readers, for 3-54 minutes of it';
}

function percent(share: number | null, digits: number): string {
  return share === null ? '' : `${(share * 100).toFixed(digits)} %`;
}
