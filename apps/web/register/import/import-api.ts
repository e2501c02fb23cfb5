import { importReportSchema, type ImportReport } from '#contracts/asset-import';
import { sendFile } from '../../app/api.js';

export type ImportMode = 'check' | 'write' | 'write-right-rows';

/** Checks a list, or writes it; all of it in one transaction. */
export function importList(text: string, mode: ImportMode, signal?: AbortSignal): Promise<ImportReport> {
  const query = new URLSearchParams({
    write: String(mode !== 'check'),
    skipWrong: String(mode === 'write-right-rows'),
  });
  return sendFile('POST', `/assets/import?${query}`, importReportSchema, new Blob([text]), 'text/csv', signal);
}
