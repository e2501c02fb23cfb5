import type { useCalibrationChanges } from './calibration-queries.js';
import { calibrationTexts } from '../texts/calibration-texts.js';
import { Message } from './message.js';

const texts = calibrationTexts.page;

/** What came of the last change of a floor's calibration. */
export function ChangeResult({ fit, activate, back }: ReturnType<typeof useCalibrationChanges>) {
  if (fit.error) return <Message tone="bad">{texts.fitFailed(fit.error.message)}</Message>;
  const failed = activate.error ?? back.error;
  if (failed) return <Message tone="bad">{texts.changeFailed(failed.message)}</Message>;
  if (fit.data?.state === 'active') return <Message tone="good">{texts.fitActive(fit.data.version)}</Message>;
  if (fit.data) return <Message tone="warn">{texts.fitRefused(fit.data.version, fit.data.reason)}</Message>;
  if (activate.data) return <Message tone="good">{texts.activated(activate.data.version)}</Message>;
  if (back.isSuccess)
    return <Message tone="good">{back.data ? texts.rolledBack(back.data.version) : texts.rolledBackToPlan}</Message>;
  return null;
}
