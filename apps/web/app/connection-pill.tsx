import { useEffect, useRef, useState } from 'react';
import { durationWords } from '../asset/age-words.js';
import type { ConnectionStatus } from '../live/connection-status.js';
import { useConnectionStatus } from '../live/use-live.js';
import { texts } from '../texts/texts.js';
import classes from './connection-pill.module.css';

const tones: Record<ConnectionStatus['kind'], 'good' | 'warn' | 'bad'> = {
  live: 'good',
  connecting: 'warn',
  reconnecting: 'bad',
  silent: 'bad',
  degraded: 'warn',
  refused: 'bad',
  idle: 'warn',
  never: 'warn',
};

/** Always in sight: whether the map shows the present, by shape and words. */
export function ConnectionPill() {
  const status = useConnectionStatus();
  const tone = tones[status.kind];
  return (
    <div className={classes.pill} data-tone={tone} data-kind={status.kind}>
      <svg className={classes.sign} viewBox="0 0 12 12" width="12" height="12" aria-hidden>
        {tone === 'good' && <circle cx="6" cy="6" r="4.5" fill="currentColor" />}
        {tone === 'warn' && <path d="M6 1 11.5 11H.5z" fill="currentColor" />}
        {tone === 'bad' && (
          <path d="M2 2l8 8M10 2l-8 8" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" />
        )}
      </svg>
      <span>{connectionWords(status)}</span>
      <Announcement status={status} />
    </div>
  );
}

/** Tells screen readers when the kind of state changes, not every second of an age. */
function Announcement({ status }: { status: ConnectionStatus }) {
  const before = useRef<ConnectionStatus['kind'] | null>(null);
  const [words, setWords] = useState('');
  const { kind } = status;
  useEffect(() => {
    if (before.current !== null && before.current !== kind && kind !== 'connecting')
      setWords(kind === 'live' ? texts.connection.restored : connectionWords(status));
    if (kind !== 'connecting') before.current = kind;
    // Only the kind matters: `status` changes with every second of its age.
  }, [kind]);
  return (
    <span role="status" className={classes.hidden}>
      {words}
    </span>
  );
}

function connectionWords(status: ConnectionStatus): string {
  switch (status.kind) {
    case 'connecting':
    case 'live':
    case 'never':
      return texts.connection[status.kind];
    case 'reconnecting':
    case 'silent':
    case 'idle':
      return texts.connection[status.kind](durationWords(status.sinceMs));
    case 'degraded':
    case 'refused':
      return texts.connection[status.kind](status.reason);
  }
}
