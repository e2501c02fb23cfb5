import { expect, it } from 'vitest';
import { secretGroups } from './secret-groups.js';

it('a key is read in groups of four', () => {
  expect(secretGroups('JBSWY3DPEHPK3')).toBe('JBSW Y3DP EHPK 3');
  expect(secretGroups('')).toBe('');
});
