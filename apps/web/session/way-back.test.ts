import { describe, expect, it } from 'vitest';
import { signInAddress, wayBack, withoutPlace } from './way-back.js';

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

  it('can be had without the place of the person before', () => {
    expect(withoutPlace('/floor/3?q=pump&near=department%3AWard+2A&asset=7')).toBe('/floor/3?q=pump&asset=7');
    expect(withoutPlace('/floor/3?near=zone%3A4')).toBe('/floor/3');
    expect(withoutPlace('/account#sessions')).toBe('/account#sessions');
  });
});
