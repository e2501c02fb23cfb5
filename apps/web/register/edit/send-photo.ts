import { putPhoto, removePhoto } from '../register-api.js';
import type { PhotoChange } from './photo-field.js';

/** Sends a photo, or takes it away. @returns why that did not work, null when it did or there was nothing to do */
export async function sendPhoto(assetId: number, photo: PhotoChange): Promise<string | null> {
  if (photo === null) return null;
  try {
    await (photo === 'removed' ? removePhoto(assetId) : putPhoto(assetId, photo));
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}
