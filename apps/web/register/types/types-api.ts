import { z } from 'zod';
import { sendJson } from '../../app/api.js';
import type { WriteAssetType } from './type-draft.js';

/** Makes a type, or changes the one that has this key. */
export async function writeType({ key, type }: { key: string; type: WriteAssetType }): Promise<void> {
  await sendJson('PUT', `/asset-types/${encodeURIComponent(key)}`, z.unknown(), type);
}
