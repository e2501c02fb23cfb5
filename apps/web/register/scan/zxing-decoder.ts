import {
  BarcodeFormat,
  BinaryBitmap,
  DecodeHintType,
  HybridBinarizer,
  MultiFormatReader,
  RGBLuminanceSource,
} from '@zxing/library';
import type { Decoder } from './decoder.js';

const formats = [
  ...[BarcodeFormat.QR_CODE, BarcodeFormat.DATA_MATRIX, BarcodeFormat.CODE_128, BarcodeFormat.CODE_39],
  ...[BarcodeFormat.EAN_13, BarcodeFormat.EAN_8, BarcodeFormat.UPC_A, BarcodeFormat.ITF, BarcodeFormat.AZTEC],
];

/** Written in JavaScript alone, so that it needs nothing a strict content security policy refuses. */
export function zxingDecoder(): Decoder {
  const reader = new MultiFormatReader();
  reader.setHints(
    new Map<DecodeHintType, unknown>([
      [DecodeHintType.POSSIBLE_FORMATS, formats],
      [DecodeHintType.TRY_HARDER, true],
    ]),
  );
  return async (frame) => {
    const { width, height } = frame;
    const { data } = frame.getContext('2d', { willReadFrequently: true })!.getImageData(0, 0, width, height);
    try {
      const source = new RGBLuminanceSource(luminances(data), width, height);
      return reader.decodeWithState(new BinaryBitmap(new HybridBinarizer(source))).getText();
    } catch {
      return null; // nothing that looks like a code, or one that is blurred: the next picture may be better
    }
  };
}

/** Brightness of each pixel, 0 to 255, as the eye weighs the colours (ITU-R BT.601). */
export function luminances(rgba: Uint8ClampedArray): Uint8ClampedArray {
  const grey = new Uint8ClampedArray(rgba.length / 4);
  for (let pixel = 0, at = 0; pixel < grey.length; pixel++, at += 4)
    grey[pixel] = (rgba[at] * 299 + rgba[at + 1] * 587 + rgba[at + 2] * 114) / 1000;
  return grey;
}
