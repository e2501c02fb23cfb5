import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { defaultStatusRules, type StatusRule } from '#contracts/asset-status';
import type { Session } from '#contracts/people';
import admin from '../../admin/admin.module.css';
import { ConfirmDialog } from '../../admin/confirm-dialog.js';
import { Feedback } from '../../admin/feedback.js';
import { may } from '../../session/may.js';
import { adminTexts } from '../../texts/admin-texts.js';
import { registerTexts } from '../../texts/register-texts.js';
import { rulesTexts as texts } from '../../texts/rules-texts.js';
import { useUnsavedGuard } from '../edit/use-unsaved-guard.js';
import { Loading } from '../loading.js';
import { RegisterPage } from '../register-page.js';
import { useRegisterChange, useTypes } from '../register-queries.js';
import { ExceptionRules } from './exception-rules.js';
import { KindRules } from './kind-rules.js';
import { getRules, writeRules } from './rules-api.js';
import { draftOf, rulesOf, type RulesProblems } from './rules-draft.js';
import classes from './rules.module.css';

/** /equipment/rules */
export default function RulesPage({ session }: { session: Session }) {
  const rules = useQuery({ queryKey: ['register', 'rules'], queryFn: ({ signal }) => getRules(signal) });
  return (
    <RegisterPage session={session} permission="status-rules.see" title={texts.title} intro={texts.intro}>
      <Loading query={rules}>
        {rules.data && <Rules rules={rules.data} mayChange={may(session, 'status-rules.change')} />}
      </Loading>
    </RegisterPage>
  );
}

function Rules({ rules, mayChange }: { rules: readonly StatusRule[]; mayChange: boolean }) {
  const types = useTypes();
  const [draft, setDraft] = useState(() => draftOf(rules));
  const [kept, setKept] = useState(draft);
  const [problems, setProblems] = useState<RulesProblems | null>(null);
  const [saved, setSaved] = useState(false);
  const write = useRegisterChange(writeRules);
  const unsaved = JSON.stringify(draft) !== JSON.stringify(kept);
  const guard = useUnsavedGuard(unsaved);
  const change = (next: typeof draft) => {
    setSaved(false);
    setDraft(next);
  };
  const save = () => {
    const wanted = rulesOf(draft, texts.wrong);
    setProblems(wanted.problems);
    if (!wanted.rules) return;
    write.mutate(wanted.rules, {
      onSuccess: () => {
        setKept(draft);
        setSaved(true);
      },
    });
  };
  return (
    <>
      {!mayChange && <Feedback tone="plain">{texts.readOnly}</Feedback>}
      <p className={admin.card}>{texts.override}</p>
      <KindRules
        kinds={draft.kinds}
        problems={problems}
        disabled={!mayChange}
        onChange={(kinds) => change({ ...draft, kinds })}
      />
      <ExceptionRules
        draft={draft}
        types={types.data ?? []}
        problems={problems}
        disabled={!mayChange}
        onChange={(exceptions) => change({ ...draft, exceptions })}
      />
      {problems && <Feedback tone="bad">{adminTexts.checkFields}</Feedback>}
      {write.error && <Feedback tone="bad">{adminTexts.nothingSaved(write.error.message)}</Feedback>}
      {saved && <Feedback tone="good">{texts.saved}</Feedback>}
      {mayChange && (
        <div className={classes.bar}>
          <button type="button" className={admin.button} onClick={() => change(draftOf(defaultStatusRules))}>
            {texts.defaults}
          </button>
          {unsaved && (
            <button
              type="button"
              className={admin.button}
              onClick={() => {
                setProblems(null);
                change(kept);
              }}
            >
              {registerTexts.form.undo}
            </button>
          )}
          <button type="button" className={admin.primary} disabled={!unsaved || write.isPending} onClick={save}>
            {write.isPending ? adminTexts.saving : texts.save}
          </button>
        </div>
      )}
      {guard && (
        <ConfirmDialog
          title={registerTexts.form.leave.title}
          yes={registerTexts.form.leave.yes}
          destroys
          working={false}
          problem={null}
          onYes={guard.leave}
          onClose={guard.stay}
        >
          <p>{registerTexts.form.leave.detail}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
