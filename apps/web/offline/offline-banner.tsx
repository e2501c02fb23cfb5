import { IconCloudOff } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { refreshSession } from '../app/queries.js';
import { ageWords } from '../asset/age-words.js';
import { texts } from '../texts/texts.js';
import classes from './offline-banner.module.css';
import { useOfflineSince } from './offline-since.js';

/** How often the server is looked for while it is away, milliseconds. */
const askEveryMs = 3_000;

/** Stands above every page while it shows what was put aside: never an old state as a present one. */
export function OfflineBanner() {
  const sinceMs = useOfflineSince();
  const client = useQueryClient();
  const [nowMs, setNowMs] = useState(Date.now);
  const offline = sinceMs !== null;
  useEffect(() => {
    if (!offline) return;
    setNowMs(Date.now());
    const timer = setInterval(() => {
      setNowMs(Date.now());
      void refreshSession(client);
    }, askEveryMs);
    return () => {
      clearInterval(timer);
      // The server answers again: what it said before is asked for anew.
      void client.invalidateQueries();
    };
  }, [offline, client]);
  return (
    <div role="status">
      {sinceMs !== null && (
        <p className={classes.banner}>
          <IconCloudOff size={18} stroke={1.8} aria-hidden />
          <span>{texts.offline(ageWords(nowMs - sinceMs))}</span>
        </p>
      )}
    </div>
  );
}
