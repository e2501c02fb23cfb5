import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { SessionList } from '#contracts/people';
import { ageWords } from '../asset/age-words.js';
import forms from '../forms/form.module.css';
import { accountTexts } from '../texts/account-texts.js';
import { endSessions, getSessions } from './account-api.js';
import classes from './account-page.module.css';
import { browserWords } from './browser-words.js';
import { locale } from '../texts/locale.js';

const texts = accountTexts.sessions;
const momentForm = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });

/** Where one is signed in, with what one can do about it. */
export function OwnSessions() {
  const client = useQueryClient();
  const heading = useRef<HTMLHeadingElement>(null);
  const list = useQuery({
    queryKey: ['own-sessions'],
    queryFn: ({ signal }) => getSessions(signal),
    refetchInterval: 30_000,
  });
  const end = useMutation({
    mutationFn: endSessions,
    networkMode: 'always',
    onSettled: () => client.invalidateQueries({ queryKey: ['own-sessions'] }),
    // The button that had the focus goes with its session.
    onSuccess: () => heading.current?.focus(),
  });
  const sessions = list.data?.sessions;
  const others = sessions?.some(({ current }) => !current) ?? false;
  return (
    <section className={classes.card} aria-labelledby="account-sessions">
      <h2 ref={heading} id="account-sessions" className={classes.heading} tabIndex={-1}>
        {texts.title}
      </h2>
      {end.isSuccess && (
        <p className={classes.done} role="status">
          {end.variables === null ? texts.endedOthers : texts.ended}
        </p>
      )}
      {end.error && (
        <p className={classes.trouble} role="alert">
          {texts.endFailed(end.error.message)}
        </p>
      )}
      {!sessions && !list.error && (
        <p className={classes.muted} role="status">
          {texts.loading}
        </p>
      )}
      {list.error && (
        <>
          <p className={classes.trouble} role="alert">
            {texts.failed(list.error.message)}
          </p>
          <div className={classes.actions}>
            <button type="button" className={forms.button} onClick={() => void list.refetch()}>
              {texts.retry}
            </button>
          </div>
        </>
      )}
      {sessions && (
        <ul className={classes.sessions}>
          {sessions.map((session) => (
            <OneSession
              key={session.id}
              session={session}
              nowMs={list.dataUpdatedAt}
              busy={end.isPending}
              onEnd={() => end.mutate(session.id)}
            />
          ))}
        </ul>
      )}
      {sessions && !others && <p className={classes.muted}>{texts.onlyThis}</p>}
      {others && (
        <div className={classes.actions}>
          <button type="button" className={forms.button} disabled={end.isPending} onClick={() => end.mutate(null)}>
            {texts.endOthers}
          </button>
        </div>
      )}
    </section>
  );
}

interface OneSessionProps {
  session: SessionList['sessions'][number];
  nowMs: number;
  busy: boolean;
  onEnd: () => void;
}

function OneSession({ session, nowMs, busy, onEnd }: OneSessionProps) {
  const what = browserWords(session.userAgent);
  const used = texts.used(ageWords(Math.max(0, nowMs - Date.parse(session.lastUsedAt))));
  return (
    <li className={classes.session}>
      <div>
        <p>
          {what}
          {session.current && (
            <span className={classes.badge} data-tone="good">
              {texts.current}
            </span>
          )}
        </p>
        <small>
          {[texts.from(session.address), session.shared ? texts.shared : texts.own].join(' · ')}
          <br />
          {[texts.since(momentForm.format(Date.parse(session.createdAt))), used].join(' · ')}
        </small>
      </div>
      {!session.current && (
        <button
          type="button"
          className={forms.button}
          disabled={busy}
          aria-label={texts.endLabel(what, session.address)}
          onClick={onEnd}
        >
          {texts.end}
        </button>
      )}
    </li>
  );
}
