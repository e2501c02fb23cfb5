import { encode } from 'uqr';

const width = 640;
const height = 480;
const framesPerSecond = 10;

/**
 * A film of codes, one after the other, as Chromium takes it for what a camera sees (YUV4MPEG2); it is shown over and over.
 * @param secondsEach how long each code stays in the picture
 */
export function filmOfCodes(texts: readonly string[], secondsEach: number): Buffer {
  const parts: Buffer[] = [Buffer.from(`YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`)];
  for (const text of texts) {
    const frame = Buffer.concat([Buffer.from('FRAME\n'), brightness(text), Buffer.alloc((width * height) / 2, 128)]);
    for (let count = 0; count < secondsEach * framesPerSecond; count++) parts.push(frame);
  }
  return Buffer.concat(parts);
}

/** One byte a pixel: the code in the middle of light paper, as large as it fits. */
function brightness(text: string): Buffer {
  const { data, size } = encode(text, { border: 4 });
  const scale = Math.floor((height * 0.7) / size);
  const left = Math.floor((width - size * scale) / 2);
  const top = Math.floor((height - size * scale) / 2);
  const pixels = Buffer.alloc(width * height, 180);
  for (let y = 0; y < size * scale; y++)
    for (let x = 0; x < size * scale; x++)
      pixels[(top + y) * width + left + x] = data[Math.floor(y / scale)][Math.floor(x / scale)] ? 25 : 235;
  return pixels;
}
