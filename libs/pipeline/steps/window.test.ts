import { describe, expect, it } from 'vitest';
import { learnMotion, newMotion } from '#positioning/tag-motion';
import { learnInterval, newRhythm } from '#positioning/tag-rhythm';
import { windowBy } from './window.js';

/** A tag heard at these gaps, ms, as the pipeline learns it; `at` is its newest packet. */
function trackOf(gaps: readonly number[]) {
  const track = { rhythm: newRhythm(), motion: newMotion(), at: 1_000_000 };
  for (const gap of gaps) {
    learnMotion(track.motion, track.at, track.at + gap);
    learnInterval(track.rhythm, gap);
    track.at += gap;
  }
  return track;
}

const gapsOf = (gap: number, count: number) => Array.from({ length: count }, () => gap);

describe('the window of a tag', () => {
  it('holds five of its packets while only one rhythm is known', () => {
    const track = trackOf(gapsOf(1000, 10));
    expect(windowBy(track, track.at + 1000)).toBe(5000);
  });

  it('is a packet and a half on the way: two packets ago it was elsewhere', () => {
    const track = trackOf([...gapsOf(1000, 20), ...gapsOf(5000, 20), ...gapsOf(1000, 20)]);
    expect(windowBy(track, track.at + 1000)).toBeCloseTo(1500, -1);
  });

  it('is long at rest, and never reaches back to before the tag set off', () => {
    const track = trackOf([...gapsOf(1000, 20), ...gapsOf(5000, 20)]);
    expect(windowBy(track, track.at + 5000)).toBe(10_000);
    const setOff = trackOf([...gapsOf(1000, 20), ...gapsOf(5000, 20)]);
    expect(windowBy(setOff, setOff.at + 1000)).toBe(1001);
  });
});
