import { describe, expect, it } from 'vitest';
import { isOutage } from './outage.js';

describe('an outage', () => {
  it('is also a database that was asked and kept silent', () => {
    expect(isOutage(new Error('Query read timeout'))).toBe(true);
    expect(isOutage(new Error('the reading failed', { cause: new Error('Query read timeout') }))).toBe(true);
    expect(isOutage(new Error('duplicate key value violates unique constraint'))).toBe(false);
  });
});
