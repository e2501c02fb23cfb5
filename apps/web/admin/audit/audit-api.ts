import { auditListSchema, auditVerificationSchema, type AuditList, type AuditVerification } from '#contracts/audit';
import { getJson } from '../../app/api.js';

/** Events that fit a filter, newest first. `before` is `next` of the page before. */
export function getEvents(filter: string, before: number | null, signal?: AbortSignal): Promise<AuditList> {
  const query = new URLSearchParams(filter);
  if (before !== null) query.set('before', String(before));
  return getJson(`/audit?${query}`, auditListSchema, signal);
}

/** Lets the server compute the whole chain anew. */
export function getVerification(signal?: AbortSignal): Promise<AuditVerification> {
  return getJson('/audit/verification', auditVerificationSchema, signal);
}

/** Address of the file with everything that fits a filter. */
export function exportAddress(filter: string): string {
  return `/api/v1/audit/export.csv${filter ? `?${filter}` : ''}`;
}
