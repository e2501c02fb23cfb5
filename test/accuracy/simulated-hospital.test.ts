import { describe, expect, it } from 'vitest';
import { measureSimulated, simulatedSite } from '../../apps/cli/accuracy/simulated/measure-simulated.js';

/**
 * Few tags, few minutes, few stops: bounds that hold with room to spare, to notice when something breaks. The figures
 * themselves come from `wardmap accuracy --simulated`.
 */
const site = simulatedSite(10, 12);
const settings = { seed: 7, minutes: 4, warmUpMinutes: 3, assets: 60 } as const;

describe('the pipeline in the simulated hospital', () => {
  it('finds tags, their rooms and floors better than the nearest reader does', () => {
    const { methods } = measureSimulated(site, { ...settings, calibration: 'walk', stillOnly: false });
    const ours = methods.wardmap.all;
    const nearest = methods['nearest reader'].all;
    expect(ours.looks).toBeGreaterThan(10_000);
    expect(ours.mean).toBeLessThan(3.8);
    expect(ours.rightRoom).toBeGreaterThan(0.6);
    expect(ours.rightFloor).toBeGreaterThan(0.985);
    expect(ours.ellipse90).toBeGreaterThan(0.75);
    expect(ours.mean).toBeLessThan(nearest.mean);
    expect(ours.rightRoom).toBeGreaterThan(nearest.rightRoom);
    expect(ours.falseZoneChanges).toBeLessThan(nearest.falseZoneChanges / 4);
  });

  it('moves no still tag to another floor while readers fail', () => {
    const { methods } = measureSimulated(site, {
      ...settings,
      minutes: 40,
      assets: 12,
      calibration: 'plan',
      stillOnly: true,
    });
    expect(methods.wardmap.still.looks).toBeGreaterThan(10_000);
    expect(methods.wardmap.still.stillFloorChanges).toBe(0);
    expect(methods['nearest reader'].still.stillFloorChanges).toBeGreaterThan(0);
  });

  it('says the same again for the same seed', () => {
    const run = () =>
      measureSimulated(site, { ...settings, minutes: 1, assets: 12, calibration: 'plan', stillOnly: false }).methods;
    expect(run()).toEqual(run());
  });
});
