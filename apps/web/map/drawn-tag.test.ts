import { describe, expect, it } from 'vitest';
import type { LiveTag } from '../live/floor-state.js';
import { collectTags, type TagSource, type View } from './drawn-tag.js';

const view: View = { width: 800, height: 600, originX: 0, originY: 600, pixelsPerMetre: 10 };
const tag: LiveTag = {
  tagId: 5,
  asset: {
    ...{ tagId: 5, assetId: 1, name: 'Pump', number: 'P-1', typeKey: 'pump', typeName: 'Pump' },
    ...{ icon: 'pump', status: 'available', department: null },
  },
  x: 20,
  y: 10,
  radius90M: 2,
  zoneId: null,
  observedAt: 100_000,
  method: 'grid',
  reportingIntervalMs: null,
  ambiguous: false,
  zones: [],
  fromX: 10,
  fromY: 10,
  movedAtMs: 50_000,
};
const source = (tags: LiveTag[], current = true): TagSource => ({
  tags: () => tags,
  serverNowMs: () => 105_000,
  current: () => current,
  blindForMs: () => null,
});
const plain = { selectedTagId: null, quiet: null, reducedMotion: false };

describe('markers of one picture', () => {
  it('stand half way half a second after a fix, with y upward', () => {
    const { drawn, moving } = collectTags(source([tag]), view, 50_500, plain);
    expect(drawn[0]).toMatchObject({ x: 150, y: 500, freshness: 'live' });
    expect(moving).toBe(true);
  });

  it('stand at their goal at once when motion is not wanted', () => {
    const { drawn, moving } = collectTags(source([tag]), view, 50_500, { ...plain, reducedMotion: true });
    expect(drawn[0].x).toBe(200);
    expect(moving).toBe(false);
  });

  it('are never live while the connection is broken', () => {
    expect(collectTags(source([tag], false), view, 60_000, plain).drawn[0].freshness).toBe('ageing');
  });

  it('are left out when out of sight, unless selected', () => {
    const far = { ...tag, x: 500, fromX: 500 };
    expect(collectTags(source([far]), view, 60_000, plain).drawn).toEqual([]);
    expect(collectTags(source([far]), view, 60_000, { ...plain, selectedTagId: 5 }).drawn).toHaveLength(1);
  });

  it('keep the screen still when only markers out of sight move', () => {
    const far = { ...tag, x: 500, fromX: 490 };
    expect(collectTags(source([far]), view, 50_500, plain).moving).toBe(false);
  });

  it('are left out when the filter hides them, unless selected', () => {
    const hidden = { ...source([tag]), isShown: () => false };
    expect(collectTags(hidden, view, 60_000, plain).drawn).toEqual([]);
    expect(collectTags(hidden, view, 60_000, { ...plain, selectedTagId: 5 }).drawn).toHaveLength(1);
  });
});
