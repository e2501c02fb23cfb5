import type { AssetDetail, AssetView } from '#contracts/assets';
import { ageWords, durationWords } from '../asset/age-words.js';
import { StatusBadge } from '../asset/status-badge.js';
import { useTexts } from '../texts/use-texts.js';
import { useAct } from './asset-queries.js';
import { momentWords } from './moment-words.js';
import { assetActs } from './use-api.js';
import classes from './use.module.css';

const texts = useTexts.status;

interface StatusCardProps {
  asset: AssetView;
  detail: AssetDetail | null;
  nowMs: number;
  /** Of the site; null while it is not known. */
  timeZone: string | null;
  mayMend: boolean;
}

/** The status of an asset and who says so, who has it, and what is wrong with it. */
export function StatusCard({ asset, detail, nowMs, timeZone, mayMend }: StatusCardProps) {
  const { status, reservation } = asset;
  const when = (iso: string) => momentWords(Date.parse(iso), nowMs, timeZone ?? 'UTC');
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
        <Defects assetId={asset.id} defects={detail.defects} when={when} mayMend={mayMend} />
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
  mayMend: boolean;
}

function Defects({ assetId, defects, when, mayMend }: DefectsProps) {
  const act = useAct(assetId);
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
            {mayMend && (
              <button
                type="button"
                className={classes.button}
                aria-label={texts.mendedLabel(text)}
                aria-disabled={act.isPending}
                onClick={() => !act.isPending && act.mutate(() => assetActs.mend(assetId, id))}
              >
                {texts.mended}
              </button>
            )}
          </li>
        ))}
      </ul>
      {act.error && (
        <p className={classes.failed} role="alert">
          {useTexts.act.failed(act.error.message)}
        </p>
      )}
    </>
  );
}
