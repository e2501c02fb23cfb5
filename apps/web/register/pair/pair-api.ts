import { z } from 'zod';
import { codeAnswerSchema, type CodeAnswer } from '#contracts/assets';
import { getJson, remove, sendJson } from '../../app/api.js';

/** What a code belongs to that was scanned or typed. */
export function askCode(code: string, signal?: AbortSignal): Promise<CodeAnswer> {
  return getJson(`/codes/${encodeURIComponent(code)}`, codeAnswerSchema, signal);
}

/** Pairs an asset with a tag. @throws ApiError 409 when another asset carries the tag and `move` is not said */
export async function pairTag({ assetId, tagKey, move }: { assetId: number; tagKey: string; move: boolean }) {
  await sendJson('PUT', `/assets/${assetId}/tag`, z.unknown(), { tagKey, move });
}

/** Takes the tag off an asset; the tag is free for another one. */
export function takeTagOff(assetId: number): Promise<void> {
  return remove(`/assets/${assetId}/tag`);
}
