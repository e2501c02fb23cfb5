import { photoTypes } from '#contracts/assets';
import type { BodyKind } from '../http/read-body.js';

/** What a picture is by its first bytes, whatever its sender calls it; null for what is none of those we show. */
export function pictureType(bytes: Uint8Array): (typeof photoTypes)[number] | null {
  const begins = (at: number, ...expected: number[]) => expected.every((byte, index) => bytes[at + index] === byte);
  if (begins(0, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (begins(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  // RIFF, four bytes of length, WEBP
  if (begins(0, 0x52, 0x49, 0x46, 0x46) && begins(8, 0x57, 0x45, 0x42, 0x50)) return 'image/webp';
  return null;
}

export const photoKind: BodyKind = {
  pattern: /^image\/(jpeg|png|webp)$/i,
  types: photoTypes.join(', '),
  words: `The body must be a picture: send it with its Content-Type, one of ${photoTypes.join(', ')}.`,
  smaller: 'make the picture smaller',
};
