import { describe, expect, it } from 'vitest';
import { qrPath } from './qr-path.js';

describe('the path of a QR code', () => {
  it('covers each run of dark modules once', () => {
    const modules = [
      [true, true, false],
      [false, false, false],
      [true, false, true],
    ];
    expect(qrPath(modules)).toBe('M0 0h2v1H0zM0 2h1v1H0zM2 2h1v1H2z');
    expect(qrPath([])).toBe('');
  });
});
