import { useState } from 'react';
import type { AssetDetail, AssetView } from '#contracts/assets';
import { ConfirmDialog } from '../admin/confirm-dialog.js';
import { ageWords, durationWords } from '../asset/age-words.js';
import { StatusBadge } from '../asset/status-badge.js';
import { useTexts } from '../texts/use-texts.js';
import { assetActs } from './use-api.js';
import type { Acting } from './use-acting.js';
import classes from './use.module.css';

const texts = useTexts.status;

interface StatusCardProps {
  asset: AssetView;
  detail: AssetDetail | null;
  nowMs: number;
  /** A moment in words. */
  when: (iso: string) => string;
  /** What is done with it; null for those who may do nothing. */
  acting: Acting | null;
}

/** The status of an asset and who says so, who has it, and what is wrong with it. */
export function StatusCard({ asset, detail, nowMs, when, acting }: StatusCardProps) {
  const { status, reservation } = asset;
  const loan = detail?.loan ?? null;
  return (
    <section className={classes.section} aria-labelledby="asset-status">
      <h3 id="asset-status" className={classes.title}>
        {texts.title}
      </h3>
      <p className={classes.statusLine}>
        <StatusBadge status={status.value} />
        <span>{sourceWords(status, nowMs)}</span>
      </p>
      {status.note && status.value !== 'lent' && <p className={classes.quiet}>{status.note}</p>}
      {status.source === 'person' && status.value !== 'lent' && <p className={classes.quiet}>{texts.holds}</p>}
      {reservation && (
        <p className={classes.noted}>
          {reservation.mine
            ? texts.reservedMine(when(reservation.until))
            : texts.reserved(reservation.by, when(reservation.until))}
        </p>
      )}
      {loan && (
        <p className={classes.noted} data-tone={loan.dueAt && Date.parse(loan.dueAt) < nowMs ? 'warn' : undefined}>
          {texts.lent(loan.borrower, when(loan.since))}{' '}
          {loan.dueAt &&
            (Date.parse(loan.dueAt) < nowMs ? texts.overdue(when(loan.dueAt)) : texts.due(when(loan.dueAt)))}
        </p>
      )}
      {detail?.doubtedSince && (
        <p className={classes.noted} data-tone="warn">
          {texts.doubted(ageWords(nowMs - Date.parse(detail.doubtedSince)))}
        </p>
      )}
      {detail && detail.defects.length > 0 && (
        <Defects key={asset.id} assetId={asset.id} defects={detail.defects} when={when} acting={acting} />
      )}
    </section>
  );
}

function sourceWords({ source, by, since }: AssetView['status'], nowMs: number): string {
  const ageMs = nowMs - Date.parse(since);
  if (source === 'start') return texts.start;
  if (source === 'place') return texts.byPlace(durationWords(ageMs));
  return by === null ? texts.bySomebody(ageWords(ageMs)) : texts.byPerson(by, ageWords(ageMs));
}

interface DefectsProps {
  assetId: number;
  defects: AssetDetail['defects'];
  when: (iso: string) => string;
  acting: Acting | null;
}

/** What is broken. That it is mended is asked twice: others take the thing to a patient then. */
function Defects({ assetId, defects, when, acting }: DefectsProps) {
  const [mending, setMending] = useState<number | null>(null);
  const asked = defects.find(({ id }) => id === mending);
  const ask = ({ stopped, forget }: Acting, defectId: number) => {
    if (stopped) return;
    forget();
    setMending(defectId);
  };
  return (
    <>
      <h4 className={classes.subtitle}>{texts.defects}</h4>
      <ul className={classes.defects}>
        {defects.map(({ id, text, by, at }) => (
          <li key={id}>
            <span>
              {text}
              <span className={classes.quiet}>{texts.defectBy(by, when(at))}</span>
            </span>
            {acting && (
              <button
                type="button"
                className={classes.button}
                aria-label={texts.mendedLabel(text)}
                aria-haspopup="dialog"
                aria-disabled={acting.stopped}
                onClick={() => ask(acting, id)}
              >
                {texts.mended}
              </button>
            )}
          </li>
        ))}
      </ul>
      {acting && asked && (
        <ConfirmDialog
          title={texts.mendTitle}
          yes={texts.mendYes}
          destroys={false}
          working={acting.working}
          problem={acting.outcome?.failed ? acting.outcome.words : null}
          onYes={() =>
            acting.run(
              () => assetActs.mend(assetId, asked.id),
              useTexts.act.did.mend,
              () => setMending(null),
            )
          }
          onClose={() => setMending(null)}
        >
          <p>{texts.mendAsk(asked.text)}</p>
          <p>{defects.length === 1 ? texts.mendLast : texts.mendOthers}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
