import { describe, expect, it } from 'vitest';
import { rememberedNear, rememberNear } from './remembered-near.js';

function storage() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    size: () => kept.size,
  };
}
const ward = { near: 'department:Ward 2A', name: 'Ward 2A' };

describe('the remembered place', () => {
  it('comes back for the same person', () => {
    const kept = storage();
    rememberNear(5, ward, () => kept as unknown as Storage);
    expect(rememberedNear(5, () => kept as unknown as Storage)).toEqual(ward);
  });

  it('is never shown to the next person, and forgotten on the way', () => {
    const kept = storage();
    rememberNear(5, ward, () => kept as unknown as Storage);
    expect(rememberedNear(6, () => kept as unknown as Storage)).toBeNull();
    expect(kept.size()).toBe(0);
    expect(rememberedNear(5, () => kept as unknown as Storage)).toBeNull();
  });

  it('is nothing where storage is forbidden or holds something else', () => {
    const forbidden = () => {
      throw new Error('forbidden');
    };
    rememberNear(5, ward, forbidden);
    expect(rememberedNear(5, forbidden)).toBeNull();
    const kept = storage();
    kept.setItem('wardmap.near', '{"near":"nowhere"}');
    expect(rememberedNear(5, () => kept as unknown as Storage)).toBeNull();
  });
});
