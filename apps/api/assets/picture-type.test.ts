import { describe, expect, it } from 'vitest';
import { pictureType } from './picture-type.js';

const of = (hex: string) => pictureType(Buffer.from(hex, 'hex'));

describe('a picture', () => {
  it('is told by its first bytes', () => {
    expect(of('ffd8ffe000104a464946')).toBe('image/jpeg');
    expect(of('89504e470d0a1a0a0000000d')).toBe('image/png');
    expect(of('524946462400000057454250565038')).toBe('image/webp');
  });

  it.each(['', 'ff', 'ffd8', '52494646240000005741564500', '474946383961', '3c737667', '89504e470d0a'])(
    'is not what begins with %j',
    (hex) => expect(of(hex)).toBeNull(),
  );
});
