import { IconCheck, IconEyeOff } from '@tabler/icons-react';
import type { Known } from '../asset/known-place.js';
import type { Find } from '../search/use-find.js';
import { may } from '../session/may.js';
import { findTexts } from '../texts/find-texts.js';
import classes from './report-buttons.module.css';
import { useFindReport, type Sought } from './use-find-report.js';

interface ReportButtonsProps {
  find: Find;
  sought: Sought;
  known: Known | null;
}

/** Found it, or not here: one tap each. */
export function ReportButtons({ find, sought, known }: ReportButtonsProps) {
  const { found, notHere, busy } = useFindReport(find, sought, known);
  if (!may(find.session, 'assets.use')) return null;
  return (
    <div role="group" aria-label={findTexts.found.question} className={classes.answers}>
      <button type="button" className={classes.yes} disabled={busy} onClick={found}>
        <IconCheck size={20} stroke={2} aria-hidden />
        {findTexts.found.yes}
      </button>
      <button type="button" className={classes.no} disabled={busy} onClick={notHere}>
        <IconEyeOff size={20} stroke={1.8} aria-hidden />
        {findTexts.found.no}
      </button>
    </div>
  );
}
