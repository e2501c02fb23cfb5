import { describe, expect, it } from 'vitest';
import { Presence } from './presence.js';

describe('presence', () => {
  it('lasts a minute after an input', () => {
    let now = 1_000_000;
    const presence = new Presence(() => now);
    expect(presence.absent).toBe(false);
    now += 60_000;
    expect(presence.absent).toBe(false);
    now += 1;
    expect(presence.absent).toBe(true);
    presence.note();
    expect(presence).toMatchObject({ absent: false, inputAtMs: now });
  });
});
