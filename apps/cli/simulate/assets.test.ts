import { describe, expect, it } from 'vitest';
import { registerAssetsSchema } from '#contracts/assets';
import { normaliseKey } from '#contracts/readings';
import { assetTypes } from './asset-types.js';
import { assetList } from './assets.js';
import { demoFloors, floorplanOf } from './hospital/demo-hospital.js';
import { ownerOf } from './owner-of.js';
import { createWorld } from './world.js';

describe('the assets of the demo hospital', () => {
  it('are 400 of twelve types with numbers and tags of their own', () => {
    const assets = assetList(400);
    expect(assets).toHaveLength(400);
    expect(new Set(assets.map((asset) => asset.type.key)).size).toBe(12);
    expect(new Set(assets.map((asset) => asset.number)).size).toBe(400);
    expect(new Set(assets.map((asset) => asset.tagKey)).size).toBe(400);
    expect(assetTypes.reduce((sum, type) => sum + type.share, 0)).toBe(400);
  });

  it('can be registered, and their tag keys are spelt the normal way', () => {
    const assets = assetList(1000).map(({ number, name, type, tagKey }) => ({
      ...{ number, name, tagKey, typeKey: type.key, typeName: type.name },
    }));
    expect(registerAssetsSchema.safeParse({ assets }).success).toBe(true);
    expect(assets.every(({ tagKey }) => normaliseKey(tagKey) === tagKey && /^[0-9a-f]{12}$/.test(tagKey))).toBe(true);
  });

  it('belong to the departments they live in, and some of them to the whole house', () => {
    const { assets } = createWorld({ seed: 1, assets: 400, startMs: 0 });
    const pumps = assets.filter(({ type }) => type.key === 'infusion-pump').map(ownerOf);
    const departments = new Set(
      demoFloors().flatMap((floor) => floorplanOf(floor).zones.map(({ department }) => department)),
    );
    expect(new Set(pumps).size).toBeGreaterThanOrEqual(4);
    expect(pumps.filter((owner) => owner === null).length).toBe(23);
    for (const owner of assets.map(ownerOf)) if (owner !== null) expect(departments).toContain(owner);
  });

  it('can be fewer or many more', () => {
    expect(assetList(1)).toHaveLength(1);
    const many = assetList(20_000);
    expect(new Set(many.map((asset) => asset.tagKey)).size).toBe(20_000);
    expect(new Set(many.map((asset) => asset.number)).size).toBe(20_000);
  });
});
