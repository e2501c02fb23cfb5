import { describe, expect, it } from 'vitest';
import { keyState } from './key-state.js';

const now = Date.parse('2026-11-20T12:00:00Z');
const daysAgo = (days: number) => new Date(now - days * 86_400_000);
const fresh = { createdAt: daysAgo(1), expiresAt: null, lastUsedAt: null, revokedAt: null };

describe('the state of a key', () => {
  it.each([
    ['never used', fresh],
    ['in use', { ...fresh, createdAt: daysAgo(400), lastUsedAt: daysAgo(89) }],
    ['unused', { ...fresh, createdAt: daysAgo(400), lastUsedAt: daysAgo(91) }],
    ['unused', { ...fresh, createdAt: daysAgo(91) }],
    ['in use', { ...fresh, lastUsedAt: daysAgo(0), expiresAt: daysAgo(-1) }],
    ['expired', { ...fresh, lastUsedAt: daysAgo(0), expiresAt: daysAgo(0) }],
    ['revoked', { ...fresh, expiresAt: daysAgo(2), revokedAt: daysAgo(3) }],
  ] as const)('is "%s" for %j', (state, key) => {
    expect(keyState(key, now)).toBe(state);
  });
});
