import { useState } from 'react';
import type { ImportReport } from '#contracts/asset-import';
import admin from '../../admin/admin.module.css';
import { ConfirmDialog } from '../../admin/confirm-dialog.js';
import { importTexts as texts } from '../../texts/import-texts.js';

interface ImportDecisionProps {
  report: ImportReport;
  disabled: boolean;
  onWrite: () => void;
  onWriteRightRows: () => void;
}

/** What the check found, in numbers, and what can be done now. */
export function ImportDecision({ report, disabled, onWrite, onWriteRightRows }: ImportDecisionProps) {
  const [asking, setAsking] = useState(false);
  const { created, changed, wrong } = report;
  const toWrite = created + changed;
  return (
    <section className={admin.card} aria-labelledby="decision-title">
      <h2 id="decision-title" className={admin.heading}>
        {wrong > 0 ? texts.wrongTitle(wrong) : toWrite > 0 ? texts.rightTitle : texts.nothingTitle}
      </h2>
      <p role="status">{texts.counts(report)}</p>
      <p className={admin.muted}>
        {wrong > 0 ? texts.wrongDetail : toWrite > 0 ? texts.rightDetail : texts.nothingDetail}
      </p>
      {toWrite > 0 && (
        <div className={admin.actions}>
          {wrong === 0 ? (
            <button type="button" className={admin.primary} disabled={disabled} onClick={onWrite}>
              {texts.write(toWrite)}
            </button>
          ) : (
            <button type="button" className={admin.button} disabled={disabled} onClick={() => setAsking(true)}>
              {texts.rightOnly.action(toWrite)}
            </button>
          )}
        </div>
      )}
      {asking && (
        <ConfirmDialog
          title={texts.rightOnly.title(toWrite, wrong)}
          yes={texts.write(toWrite)}
          destroys={false}
          working={false}
          problem={null}
          onYes={() => {
            setAsking(false);
            onWriteRightRows();
          }}
          onClose={() => setAsking(false)}
        >
          <p>{texts.rightOnly.detail(wrong)}</p>
        </ConfirmDialog>
      )}
    </section>
  );
}
