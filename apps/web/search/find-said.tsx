import { useEffect } from 'react';
import classes from './find-said.module.css';
import { UndoSaid } from './undo-said.js';
import type { Find } from './use-find.js';

/** How long a sentence stays that belongs to no panel, and one that can be taken back, ms. */
const staysMs = 8_000;
const staysWithUndoMs = 20_000;

/** What was said about the search as a whole: thanks, that nothing is left, that a report did not arrive. */
export function FindSaid({ find: { said, say } }: { find: Find }) {
  const own = said?.assetId === null ? said : null;
  useEffect(() => {
    if (own === null) return;
    const timer = setTimeout(() => say(null), own.undo ? staysWithUndoMs : staysMs);
    return () => clearTimeout(timer);
  }, [own, say]);
  return (
    <div className={classes.said} data-said={own !== null}>
      <p role="status">{own?.words}</p>
      <UndoSaid undo={own?.undo} />
    </div>
  );
}
