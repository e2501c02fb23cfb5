import { z } from 'zod';
import { type BackAs, statusHistorySchema, visitListSchema, type VisitList } from '#contracts/asset-use';
import type { sayStatusSchema } from '#contracts/asset-status';
import { getJson, remove, send, sendEmpty } from '../app/api.js';

type SaidStatus = z.infer<typeof sayStatusSchema>['status'];
export type StatusHistory = z.infer<typeof statusHistorySchema>;

/** What people can do with an asset; each is one request. */
export const assetActs = {
  say: (id: number, status: SaidStatus) => sendEmpty('PUT', `/assets/${id}/status`, { status }),
  reserve: (id: number, minutes: number) => sendEmpty('PUT', `/assets/${id}/reservation`, { minutes }),
  giveUp: (id: number) => remove(`/assets/${id}/reservation`),
  reportDefect: (id: number, text: string) => send(`/assets/${id}/defects`, { text }),
  mend: (id: number, defectId: number) => remove(`/assets/${id}/defects/${defectId}`),
  lend: (id: number, borrower: string, dueAt: string | null) =>
    sendEmpty('PUT', `/assets/${id}/loan`, { borrower, dueAt }),
  takeBack: (id: number, now: BackAs) => remove(`/assets/${id}/loan?now=${now}`),
  undo: (id: number) => send(`/assets/${id}/undo`),
  found: (id: number) => send(`/assets/${id}/found`, {}),
};

/** A page of where it was, newest first. `before` is `next` of the page before. */
export function getVisits(assetId: number, before: string | null, signal?: AbortSignal): Promise<VisitList> {
  return getJson(`/assets/${assetId}/visits?${pageOf(before)}`, visitListSchema, signal);
}

/** A page of what its status was, newest first. */
export function getStatuses(assetId: number, before: number | null, signal?: AbortSignal): Promise<StatusHistory> {
  return getJson(`/assets/${assetId}/statuses?${pageOf(before)}`, statusHistorySchema, signal);
}

function pageOf(before: string | number | null): URLSearchParams {
  return new URLSearchParams({ limit: '20', ...(before === null ? {} : { before: String(before) }) });
}
