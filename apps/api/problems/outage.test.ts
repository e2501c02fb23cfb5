import { describe, expect, it } from 'vitest';
import { isOutage } from './outage.js';

describe('an outage', () => {
  it('is also a database that was asked and kept silent', () => {
    expect(isOutage(new Error('Query read timeout'))).toBe(true);
    expect(isOutage(new Error('the reading failed', { cause: new Error('Query read timeout') }))).toBe(true);
    expect(isOutage(new Error('duplicate key value violates unique constraint'))).toBe(false);
  });

  it('is also a database with too much to do, but no fault of the request or of ours', () => {
    const failed = (code: string) => isOutage(Object.assign(new Error('failed'), { code }));
    expect(['40P01', '57014', '53300'].map(failed)).toEqual([true, true, true]);
    expect(['23505', '42P01'].map(failed)).toEqual([false, false]);
  });
});
