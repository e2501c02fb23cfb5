import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demoFloors, floorplanOf } from './hospital/demo-hospital.js';
import {
  audibleAt,
  isOut,
  meanLevelDbm,
  radioField,
  receive,
  shadowDb,
  slabLossDb,
  wallLossDb,
} from './radio-model.js';
import { Random } from './random.js';

const plans = demoFloors().map(floorplanOf);
const field = radioField(plans);
const reader = (key: string) => field.readerKeys.indexOf(key);

describe('the radio model', { timeout: 60_000 }, () => {
  it('counts each wall between two points once', () => {
    expect(wallLossDb(field, 1, 2, 33.6, 28, 33.6)).toBe(0);
    expect(wallLossDb(field, 1, 2.15, 38, 6.4, 38)).toBe(3);
    expect(wallLossDb(field, 1, 2.15, 38, 10.7, 38)).toBe(6);
  });

  it('lets less through a wall than through an open corridor of the same length', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 29, noNaN: true }), fc.double({ min: 36, max: 41, noNaN: true }), (x, y) => {
        expect(wallLossDb(field, 1, x, 33.6, x + 0.01, y)).toBeGreaterThanOrEqual(0);
        expect(wallLossDb(field, 1, x, y, 15, 33.6)).toBe(wallLossDb(field, 1, 15, 33.6, x, y));
      }),
    );
  });

  it('falls with distance, on average over all readers', () => {
    const mean = (away: number) => {
      const levels = field.readerKeys.map((_, index) =>
        meanLevelDbm(field, index, field.readerFloor[index], field.x[index] + away, field.y[index]),
      );
      return levels.reduce((sum, level) => sum + level, 0) / levels.length;
    };
    expect(mean(1)).toBeGreaterThan(mean(4) + 5);
    expect(mean(4)).toBeGreaterThan(mean(12) + 8);
    expect(mean(12)).toBeGreaterThan(mean(24) + 5);
  });

  it('loses 18.3 dB in one slab and less than twice that in two', () => {
    expect(slabLossDb(0)).toBe(0);
    expect(slabLossDb(1)).toBeCloseTo(18.3, 5);
    expect(slabLossDb(2)).toBeGreaterThan(30);
    expect(slabLossDb(2)).toBeLessThan(36.6);
  });

  it('hears a tag better from the same floor than from the floor above', () => {
    const index = reader('dh-l1-r03');
    const here = meanLevelDbm(field, index, 1, field.x[index], field.y[index]);
    const above = meanLevelDbm(field, index, 2, field.x[index], field.y[index]);
    expect(here - above).toBeGreaterThan(15);
  });

  it('has shadows of 4 dB that are alike at half a metre and strangers at fifteen', () => {
    const random = new Random(5);
    let [square, near, far] = [0, 0, 0];
    const count = 20_000;
    for (let index = 0; index < count; index++) {
      const which = Math.floor(random.next() * field.readerKeys.length);
      const [x, y, angle] = [random.between(0, 70), random.between(0, 42), random.between(0, 2 * Math.PI)];
      const here = shadowDb(field, which, x, y);
      square += here * here;
      near += here * shadowDb(field, which, x + 0.5 * Math.cos(angle), y + 0.5 * Math.sin(angle));
      far += here * shadowDb(field, which, x + 15 * Math.cos(angle), y + 15 * Math.sin(angle));
    }
    expect(Math.sqrt(square / count)).toBeCloseTo(4, 0);
    expect(near / square).toBeGreaterThan(0.8);
    expect(Math.abs(far / square)).toBeLessThan(0.12);
  });

  it('lets a packet sent in a corridor be heard by four to eight readers, and rarely by fewer than three', () => {
    const random = new Random(11);
    const counts: number[] = [];
    for (let index = 0; index < 3000; index++) {
      const [x, y] = [random.between(1, 69), random.pick([8.4, 33.6])];
      const audible = audibleAt(field, index % 3, x, y);
      let heard = 0;
      receive(field, audible, { x, y, atMs: 0, offsetDb: 0, body: null }, 1, random, () => heard++);
      counts.push(heard);
    }
    counts.sort((a, b) => a - b);
    expect(counts[Math.floor(0.1 * counts.length)]).toBeGreaterThanOrEqual(3);
    expect(counts[Math.floor(0.5 * counts.length)]).toBeGreaterThanOrEqual(4);
    expect(counts[Math.floor(0.5 * counts.length)]).toBeLessThanOrEqual(8);
    expect(counts[Math.floor(0.9 * counts.length)]).toBeLessThanOrEqual(12);
  });

  it('reports only levels that a receiver can report', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(2), fc.double({ min: 0, max: 70, noNaN: true }), (seed, floor, x) => {
        const audible = audibleAt(field, floor, x, 21);
        receive(field, audible, { x, y: 21, atMs: 0, offsetDb: 2, body: null }, 1, new Random(seed), (_, rssiDbm) => {
          expect(Number.isInteger(rssiDbm)).toBe(true);
          expect(rssiDbm).toBeGreaterThan(-105);
          expect(rssiDbm).toBeLessThan(-30);
        });
      }),
    );
  });

  it('silences a reader for minutes about once a day', () => {
    let silentMinutes = 0;
    let outages = 0;
    for (let index = 0; index < 60; index++)
      for (let minute = 0, before = false; minute < 24 * 60; minute++) {
        const out = isOut(3, index, minute * 60_000);
        if (out && !before) outages++;
        if (out) silentMinutes++;
        before = out;
      }
    expect(outages / 60).toBeGreaterThan(0.6);
    expect(outages / 60).toBeLessThan(1.5);
    expect(silentMinutes / outages).toBeGreaterThan(2);
    expect(silentMinutes / outages).toBeLessThan(7);
  });
});
