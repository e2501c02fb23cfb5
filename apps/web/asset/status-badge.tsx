import type { AssetStatus } from '#contracts/asset-status';
import admin from '../admin/admin.module.css';
import { statusTexts } from '../texts/status-texts.js';

const tones: Partial<Record<AssetStatus, string>> = {
  available: 'good',
  'needs-cleaning': 'warn',
  'needs-repair': 'bad',
  missing: 'bad',
};

/** A status in words; its colour only underlines them. */
export function StatusBadge({ status }: { status: AssetStatus }) {
  return (
    <span className={admin.badge} data-tone={tones[status]}>
      {statusTexts.status[status]}
    </span>
  );
}
