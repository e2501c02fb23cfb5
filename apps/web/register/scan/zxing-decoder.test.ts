import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { luminances, zxingDecoder } from './zxing-decoder.js';

/** A picture as a canvas gives it: the code in the middle of grey paper, `scale` pixels a module. */
function pictureOf(text: string, scale: number): HTMLCanvasElement {
  const { data, size } = encode(text, { border: 4 });
  const width = size * scale + 40;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(200);
  for (let y = 0; y < size * scale; y++)
    for (let x = 0; x < size * scale; x++) {
      const at = ((y + 20) * width + x + 20) * 4;
      pixels.fill(data[Math.floor(y / scale)][Math.floor(x / scale)] ? 30 : 235, at, at + 3);
    }
  const context = { getImageData: () => ({ data: pixels }) };
  return { width, height: width, getContext: () => context } as unknown as HTMLCanvasElement;
}

describe('the decoder for browsers without one', () => {
  it.each(['IP-0042', 'c0:ff:ee:00:00:01', 'https://id.example/01/09506000134352/21/SN7'])(
    'reads %s from a picture',
    async (text) => {
      expect(await zxingDecoder()(pictureOf(text, 6))).toBe(text);
    },
  );

  it('finds nothing where nothing is, and reads the next picture all the same', async () => {
    const decode = zxingDecoder();
    const empty = {
      ...pictureOf('x', 4),
      getContext: () => ({ getImageData: () => ({ data: new Uint8ClampedArray(400) }) }),
    };
    expect(await decode({ ...empty, width: 10, height: 10 } as unknown as HTMLCanvasElement)).toBeNull();
    expect(await decode(pictureOf('BE-0007', 5))).toBe('BE-0007');
  });

  it('weighs colours as the eye does', () => {
    const rgba = new Uint8ClampedArray([255, 255, 255, 255, 0, 0, 0, 255, 0, 255, 0, 255]);
    expect([...luminances(rgba)]).toEqual([255, 0, 150]);
  });
});
