import { describe, expect, it } from 'vitest';
import { codeOfFragment } from './code-of-fragment.js';

describe('the code in a link', () => {
  it.each([
    ['#ABCD-EFGH', 'ABCD-EFGH'],
    ['#AB%20CD', 'AB CD'],
    ['', ''],
    ['#%E0%A4%A', ''],
    [`#${'x'.repeat(65)}`, ''],
  ])('of %j is %j', (hash, code) => expect(codeOfFragment(hash)).toBe(code));
});
