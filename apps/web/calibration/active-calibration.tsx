import { IconArrowBackUp, IconRefresh, IconWalk } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { FloorCalibrationView } from '#contracts/calibration';
import { calibrationTexts } from '../texts/calibration-texts.js';
import classes from './calibration-page.module.css';
import { momentWords } from './moment-words.js';
import { scoreWords } from './score-words.js';

const texts = calibrationTexts.page;

interface ActiveCalibrationProps {
  view: FloorCalibrationView;
  floorId: number;
  timeZone: string;
  mayChange: boolean;
  working: boolean;
  fitting: boolean;
  onFit: () => void;
  onBack: () => void;
  /** What came of the last change. */
  children: ReactNode;
}

/** What positions on the floor are worked out with now, how good that is, and what can be done. */
export function ActiveCalibration(props: ActiveCalibrationProps) {
  const { view, floorId, timeZone, mayChange, working } = props;
  const { active } = view;
  const openWalk = view.walks.filter(({ endedAt, tagKey }) => endedAt === null && tagKey !== null).at(-1);
  return (
    <section className={classes.card} aria-labelledby="in-use">
      <h2 id="in-use" className={classes.label}>
        {texts.inUse}
      </h2>
      <p className={classes.heading}>
        {active ? `${texts.version(active.version)}, ${texts.sources[active.source]}` : texts.plan}
      </p>
      {active ? (
        <>
          <p className={classes.muted}>
            {texts.since(
              momentWords(active.activatedAt ?? active.createdAt, timeZone),
              active.activatedBy ?? active.createdBy,
            )}
          </p>
          {scoreWords(active).map((line) => (
            <p key={line} className={classes.score}>
              {line}
            </p>
          ))}
        </>
      ) : (
        <p className={classes.muted}>{texts.planDetail}</p>
      )}
      {props.children}
      {mayChange ? (
        <>
          <div className={classes.actions}>
            <Link className={classes.primary} to={`/floor/${floorId}/walk${openWalk ? `?walk=${openWalk.id}` : ''}`}>
              <IconWalk size={20} stroke={1.8} aria-hidden />
              {openWalk ? texts.resume(openWalk.stops) : texts.walk}
            </Link>
            <button type="button" className={classes.button} disabled={working} onClick={props.onFit}>
              <IconRefresh size={20} stroke={1.8} aria-hidden />
              {props.fitting ? texts.fitting : texts.fit}
            </button>
            {active && (
              <button type="button" className={classes.button} disabled={working} onClick={props.onBack}>
                <IconArrowBackUp size={20} stroke={1.8} aria-hidden />
                {texts.rollBack}
              </button>
            )}
          </div>
          <p className={classes.hint}>{texts.fitDetail}</p>
        </>
      ) : (
        <p className={classes.hint}>{texts.needsRole}</p>
      )}
    </section>
  );
}
