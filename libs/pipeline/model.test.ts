import { describe, expect, it } from 'vitest';
import { smallHouse } from './house-for-tests.js';
import { type FloorInput, houseModel } from './model.js';

describe('houseModel', () => {
  const inputs: FloorInput[] = [...smallHouse().floors.values()].map(({ input }) => input);
  const mapOf = (house: ReturnType<typeof houseModel>, floorId: number, readerId: number) =>
    house.floors.get(floorId)!.maps.byReader[house.readerIndex[readerId]];

  it('uses again what did not change, laid out for readers that moved in the columns', () => {
    const before = houseModel(inputs);
    const added = { ...inputs[0], readers: [{ id: 7, x: 1, y: 1, z: 2.7 }, ...inputs[0].readers] };
    const after = houseModel([added, inputs[1]], before);
    expect(after.readerIndex[200]).toBe(before.readerIndex[200] + 1);
    expect(mapOf(after, 2, 200)).toBe(mapOf(before, 2, 200));
    expect(mapOf(after, 2, 200)).not.toBeNull();
    expect(mapOf(after, 2, 7)).toBeNull();
    expect(mapOf(after, 1, 7)).not.toBeNull();
    expect(mapOf(after, 1, 100)).not.toBe(mapOf(before, 1, 100));
  });

  it('lays out what silence says for the new columns too', () => {
    const calibration = {
      readers: [],
      wallLossDb: 0,
      likelihoodExponent: 1,
      packetVarianceDb2: 9,
      fadingVarianceDb2: 9,
      hearingFloorDbm: -90,
      survey: [],
      kernel: null,
    };
    const calibrated = { ...inputs[1], calibration };
    const before = houseModel([inputs[0], calibrated]);
    const added = { ...inputs[0], readers: [{ id: 7, x: 1, y: 1, z: 2.7 }, ...inputs[0].readers] };
    const again = houseModel([added, calibrated], before).floors.get(2)!.maps.silence!;
    const anew = houseModel([added, calibrated]).floors.get(2)!.maps.silence!;
    expect(again.byLevel).toEqual(anew.byLevel);
  });

  it('makes a floor anew when its calibration changed', () => {
    const before = houseModel(inputs);
    const law = { levelAt1mDbm: -50, pathLossExponent: 2, sigmaDb: 4 };
    const calibration = {
      readers: [{ readerId: 100, ...law }],
      wallLossDb: 3,
      likelihoodExponent: 1,
      packetVarianceDb2: 9,
      fadingVarianceDb2: 9,
      survey: [],
      kernel: null,
    };
    const after = houseModel([{ ...inputs[0], calibration }, inputs[1]], before);
    expect(mapOf(after, 1, 100)!.levelAt1mDbm).toBe(-50);
    expect(after.floors.get(1)!.exponent).toBe(1);
  });
});
