import { describe, expect, it } from 'vitest';
import type { FloorCalibration } from '#contracts/calibration';
import { chooseTracks } from '../../apps/cli/commands/replay.js';
import { calibrated } from '../../apps/cli/commands/calibrate.js';
import { type Comparison, compareWithTruth, comparisonTable } from '../../apps/cli/replay/compare.js';
import { followRecording, surveyOfRecording } from '../../apps/cli/replay/follow-recording.js';
import { drawPlan } from '../../apps/cli/replay/draw-plan.js';
import { type RecordedSite, readSite, recordedSites } from '../../apps/cli/replay/site.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The pipeline over the whole recording, without a server; calibrated from its training part, or by the plan alone. */
function accuracyOf(site: RecordedSite, calibration: FloorCalibration | null, split?: string): Comparison {
  const { bounds: area, tagHeightM } = site.floorplan.floor;
  const floor = { table: site.table, area, tagHeightM };
  const tracks = chooseTracks(site, { split });
  const comparison = compareWithTruth(
    tracks.map(({ readings, truth }) => ({
      readings,
      truth,
      positions: followRecording(site, readings, calibration),
    })),
    floor,
  );
  console.log(
    `${site.floorplan.site.key} ${split ?? ''} ${calibration ? 'surveyed' : 'plan'}\n${comparisonTable(comparison)}`,
  );
  return comparison;
}

function row(comparison: Comparison, method: string) {
  return comparison.rows.find((candidate) => candidate.method === method)!;
}

const tetam = await readSite('tetam-ble');
const flat6 = await readSite('flat6-ble');

const others = ['nearest reader', 'weighted centroid', 'npm trilat'];

describe('accuracy on recorded sites', () => {
  const surveys = { tetam: surveyOfRecording(tetam), flat6: surveyOfRecording(flat6) };

  it('keeps a walked tag in an office hall within 1.6 m on average once surveyed', () => {
    const comparison = accuracyOf(tetam, surveys.tetam);
    const ours = row(comparison, 'wardmap');
    expect(ours.n).toBeGreaterThan(380);
    expect(ours.mean).toBeLessThanOrEqual(1.6);
    expect(ours.p90).toBeLessThanOrEqual(2.8);
    for (const other of others) expect(row(comparison, other).mean).toBeGreaterThan(ours.mean);
    expect(comparison.ellipse90).toBeGreaterThan(0.85);
  });

  it('keeps a tag on a robot in a flat with walls within 1.4 m on average once surveyed', () => {
    const comparison = accuracyOf(flat6, surveys.flat6);
    const ours = row(comparison, 'wardmap');
    expect(ours.n).toBeGreaterThan(180);
    expect(ours.mean).toBeLessThanOrEqual(1.4);
    for (const other of others) expect(row(comparison, other).mean).toBeGreaterThan(ours.mean);
    expect(comparison.ellipse90).toBeGreaterThan(0.8);
  });

  it('keeps tags that lie still, corners of the hall included, within 2.2 m on average once surveyed', () => {
    const comparison = accuracyOf(tetam, surveys.tetam, 'test_static');
    expect(row(comparison, 'wardmap').mean).toBeLessThanOrEqual(2.2);
    expect(comparison.ellipse90).toBeGreaterThan(0.85);
    for (const other of others) expect(row(comparison, other).mean).toBeGreaterThan(row(comparison, 'wardmap').mean);
  });

  it.each([
    ['tetam-ble', tetam, 2.2],
    ['flat6-ble', flat6, 1.6],
  ] as const)('is better than simpler methods by the values of the plan alone, on %s', (_, site, mean) => {
    const comparison = accuracyOf(site, null);
    expect(row(comparison, 'wardmap').mean).toBeLessThanOrEqual(mean);
    for (const other of others) expect(row(comparison, other).mean).toBeGreaterThan(row(comparison, 'wardmap').mean);
  });
});

describe('files of the recorded sites', () => {
  it('are found by name', () => {
    expect(recordedSites()).toEqual(expect.arrayContaining(['flat6-ble', 'tetam-ble']));
  });

  it.each([
    ['tetam-ble', tetam],
    ['flat6-ble', flat6],
  ])('hold what calibration on the training part of %s gives', (_, site) => {
    const { floorplan } = calibrated(site);
    expect(site.floorplan.readers).toEqual(floorplan.readers);
  });

  it.each([
    ['tetam-ble', tetam],
    ['flat6-ble', flat6],
  ])('show the plan that is drawn from the data of %s', (_, site) => {
    const file = join(site.folder, site.floorplan.floor.plan);
    expect(readFileSync(file, 'utf8')).toBe(drawPlan(site.floorplan, site.recording.meta.grid));
  });

  it('name origin and licence', () => {
    expect(tetam.floorplan.site.attribution).toContain('CC0-1.0');
    expect(flat6.floorplan.site.attribution).toContain('CC-BY-4.0');
    for (const site of [tetam, flat6]) expect(site.floorplan.site.keepEveryFix).toBe(true);
  });

  it('lists the sites there are when the name is wrong', async () => {
    await expect(readSite('tetam')).rejects.toThrow(/no recorded site "tetam".*flat6-ble.*tetam-ble/);
  });
});
