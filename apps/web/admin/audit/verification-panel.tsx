import { IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import type { AuditVerification } from '#contracts/audit';
import { auditTexts } from '../../texts/admin-texts.js';
import classes from '../admin.module.css';
import { CopyField } from '../copy-field.js';
import { Feedback } from '../feedback.js';
import auditClasses from './audit.module.css';
import { useVerification } from './audit-queries.js';
import { locale } from '../../texts/locale.js';

const texts = auditTexts.verification;

/** Lets the server compute the chain anew, and says what came of it and what to do. */
export function VerificationPanel() {
  const check = useVerification();
  return (
    <section className={classes.card} aria-labelledby="verification">
      <div className={classes.head}>
        <div className={auditClasses.panelText}>
          <h2 id="verification" className={classes.heading}>
            {texts.title}
          </h2>
          <p className={classes.muted}>{texts.detail}</p>
        </div>
        <button
          type="button"
          className={classes.button}
          disabled={check.isFetching}
          onClick={() => void check.refetch()}
        >
          {check.isFetching ? texts.checking : check.data ? texts.again : texts.check}
        </button>
      </div>
      {check.error && !check.isFetching && <Feedback tone="bad">{texts.failed(check.error.message)}</Feedback>}
      {check.data && !check.error && <Found found={check.data} />}
    </section>
  );
}

function Found({ found }: { found: AuditVerification }) {
  const Sign = found.intact ? IconShieldCheck : IconShieldX;
  return (
    <div className={auditClasses.found}>
      <Feedback tone={found.intact ? 'good' : 'bad'}>
        <p className={auditClasses.verdict}>
          <Sign size={22} stroke={1.8} aria-hidden />
          <strong>{found.intact ? texts.intact : texts.broken}</strong>
        </p>
        <p>{texts.events(found.events.toLocaleString(locale))}</p>
        {found.broken && (
          <>
            <p>{texts.brokenAt(found.broken.id, found.broken.reason)}</p>
            <p>{texts.brokenTodo}</p>
          </>
        )}
      </Feedback>
      <Feedback tone={found.appendOnly ? 'good' : 'warn'}>
        {found.appendOnly ? (
          <p>{texts.appendOnly}</p>
        ) : (
          <>
            <p>
              <strong>{texts.notAppendOnly}</strong>
            </p>
            <p>{texts.notAppendOnlyTodo}</p>
          </>
        )}
      </Feedback>
      <CopyField label={texts.head} value={found.head} />
      <p className={classes.muted}>{texts.headTodo}</p>
    </div>
  );
}
