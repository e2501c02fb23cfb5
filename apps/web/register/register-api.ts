import { z } from 'zod';
import { assetTypeListSchema, type AssetTypeView } from '#contracts/asset-types';
import {
  assetDetailSchema,
  assetListSchema,
  pairingListSchema,
  type AssetDetail,
  type AssetList,
  type ChangeAsset,
  type CreateAsset,
} from '#contracts/assets';
import { getJson, remove, sendFile, sendJson } from '../app/api.js';
import { language } from '../texts/language.js';

const pageLength = 100;
/** Of what a change answers only the number of the asset is needed: the rest is asked for again. */
const changedSchema = z.object({ id: z.int() });

/** A page of the equipment that fits a filter. `after` is `next` of the page before. */
export function getEquipment(filter: string, after: string, signal?: AbortSignal): Promise<AssetList> {
  const query = new URLSearchParams(filter);
  query.set('limit', String(pageLength));
  if (after) query.set('after', after);
  return getJson(`/assets?${query}`, assetListSchema, signal);
}

/** Address of everything that fits a filter, as a file that import reads again, and spreadsheets of the page's language. */
export function exportAddress(filter: string): string {
  const query = new URLSearchParams(filter);
  if (language !== 'en') query.set('language', language);
  return `/api/v1/assets/export.csv?${query}`;
}

export async function getTypes(signal?: AbortSignal): Promise<AssetTypeView[]> {
  return (await getJson('/asset-types', assetTypeListSchema, signal)).types;
}

/** Everything known of one asset. @throws ApiError 404 when there is none in service that is shown */
export function getAssetDetail(assetId: number, signal?: AbortSignal): Promise<AssetDetail> {
  return getJson(`/assets/${assetId}`, assetDetailSchema, signal);
}

export async function getPairings(assetId: number, signal?: AbortSignal) {
  return (await getJson(`/assets/${assetId}/pairings`, pairingListSchema, signal)).pairings;
}

/** @returns the id of the new asset */
export async function createAsset(asset: CreateAsset): Promise<number> {
  return (await sendJson('POST', '/assets', changedSchema, asset)).id;
}

export async function changeAsset(assetId: number, change: ChangeAsset): Promise<void> {
  await sendJson('PATCH', `/assets/${assetId}`, z.unknown(), change);
}

/** Takes assets out of service; their history stays and their tags become free. */
export function retireAssets(numbers: readonly string[]): Promise<void> {
  return remove('/assets', { numbers });
}

/** Takes assets that were retired back into service as they were, without a tag and outside of kits. */
export async function serveAgain(assets: readonly Pick<AssetDetail, 'number' | 'name' | 'typeKey'>[]): Promise<void> {
  const again = assets.map(({ number, name, typeKey }) => ({ number, name, typeKey, tagKey: null }));
  await sendJson('PUT', '/assets', z.unknown(), { assets: again });
}

export function photoAddress(assetId: number, photoAt: string): string {
  return `/api/v1/assets/${assetId}/photo?${new URLSearchParams({ at: photoAt })}`;
}

export async function putPhoto(assetId: number, photo: Blob): Promise<void> {
  await sendFile('PUT', `/assets/${assetId}/photo`, z.unknown(), photo, 'image/jpeg');
}

export function removePhoto(assetId: number): Promise<void> {
  return remove(`/assets/${assetId}/photo`);
}
