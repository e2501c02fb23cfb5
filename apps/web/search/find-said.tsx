import { useEffect } from 'react';
import classes from './find-said.module.css';
import type { Find } from './use-find.js';

/** How long a sentence stays that belongs to no panel, ms. */
const staysMs = 8_000;

/** What was said about the search as a whole: thanks, that nothing is left, that a report did not arrive. */
export function FindSaid({ find: { said, say } }: { find: Find }) {
  const words = said?.assetId === null ? said.words : null;
  useEffect(() => {
    if (words === null) return;
    const timer = setTimeout(() => say(null), staysMs);
    return () => clearTimeout(timer);
  }, [words, say]);
  return (
    <p className={classes.said} role="status">
      {words}
    </p>
  );
}
