import { describe, expect, it } from 'vitest';
import { signInAddress, wayBack } from './way-back.js';

describe('the way back after signing in', () => {
  it.each(['/floor/3', '/floor/3?asset=7', '/admin/users', '/account#sessions'])('leads to %s', (to) => {
    expect(wayBack(to)).toBe(to);
    expect(new URL(signInAddress(to), 'http://h').searchParams.get('to')).toBe(to);
  });

  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '', null])(
    'does not lead to %s',
    (to) => expect(wayBack(to)).toBe('/'),
  );

  it('does not lead back to signing in', () => {
    expect(wayBack('/sign-in?to=/floor/1')).toBe('/');
    expect(wayBack('/welcome#code')).toBe('/');
    expect(signInAddress('/')).toBe('/sign-in');
  });
});
