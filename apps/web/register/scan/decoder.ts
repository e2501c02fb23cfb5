/** Reads the code in a picture; null when there is none. */
export type Decoder = (frame: HTMLCanvasElement) => Promise<string | null>;

/** What browsers that have it bring along; TypeScript does not know it yet. */
interface BrowserDetector {
  detect(picture: HTMLCanvasElement): Promise<{ rawValue: string }[]>;
}
interface BrowserDetectorClass {
  new (options: { formats: string[] }): BrowserDetector;
  getSupportedFormats(): Promise<string[]>;
}

/** What is printed on tags, devices and their labels. */
const wanted = ['qr_code', 'data_matrix', 'code_128', 'code_39', 'ean_13', 'ean_8', 'upc_a', 'itf', 'aztec'];

/** The browser's own reader of codes where it has one, else a decoder that is loaded now. */
export async function openDecoder(): Promise<Decoder> {
  const Own = (globalThis as { BarcodeDetector?: BrowserDetectorClass }).BarcodeDetector;
  const formats = (await Own?.getSupportedFormats().catch(() => []))?.filter((format) => wanted.includes(format)) ?? [];
  // A browser may have the class and no engine behind it, or one for faces only.
  if (Own && formats.includes('qr_code') && formats.includes('data_matrix')) {
    const detector = new Own({ formats });
    return async (frame) => (await detector.detect(frame))[0]?.rawValue ?? null;
  }
  const { zxingDecoder } = await import('./zxing-decoder.js');
  return zxingDecoder();
}
