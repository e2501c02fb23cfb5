/** Longest side of a photo that is kept, pixels. */
const longestPx = 1600;
const quality = 0.85;

/** Sides of a picture that fits into the longest side, never enlarged; pixels. */
export function fittingSize(width: number, height: number, longest = longestPx): { width: number; height: number } {
  const scale = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/**
 * A picture of a camera or file as a JPEG of at most 1600 pixels, turned upright, without what the camera noted of
 * place and time. @throws when the browser cannot read the file as a picture
 */
export async function resizePhoto(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  try {
    const { width, height } = fittingSize(picture.width, picture.height);
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const context = canvas.getContext('2d')!;
    // JPEG has no transparency: what lies behind a drawing is white, not black.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
    context.drawImage(picture, 0, 0, width, height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/jpeg', quality),
    );
  } finally {
    picture.close();
  }
}
