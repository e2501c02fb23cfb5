import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Session } from '#contracts/people';
import { ApiError } from '../app/api.js';
import { Notice } from '../app/notice.js';
import { useFloor } from '../app/queries.js';
import { may } from '../session/may.js';
import { calibrationTexts } from '../texts/calibration-texts.js';
import { texts as pageTexts } from '../texts/texts.js';
import { ActiveCalibration } from './active-calibration.js';
import { BackLink } from '../app/back-link.js';
import frame from '../app/page-frame.module.css';
import classes from './calibration-page.module.css';
import { useCalibration, useCalibrationChanges } from './calibration-queries.js';
import { ChangeResult } from './change-result.js';
import { ConfirmDialog, type Question } from './confirm-dialog.js';
import { FlagList } from './flag-list.js';
import { FloorKnowledge } from './floor-knowledge.js';
import { VersionList } from './version-list.js';

const texts = calibrationTexts.page;

/** What is in use on a floor, how good it is, what is wrong with readers, and what can be done. */
export default function CalibrationPage({ session, floorId }: { session: Session; floorId: number }) {
  const navigate = useNavigate();
  const floor = useFloor(floorId);
  const calibration = useCalibration(floorId);
  const changes = useCalibrationChanges(floorId);
  const [question, setQuestion] = useState<Question | null>(null);
  useEffect(() => {
    document.title = pageTexts.title([texts.title(floor.data?.name ?? ''), floor.data?.siteName ?? '']);
  }, [floor.data]);

  const error = floor.data ? calibration.error : floor.error;
  if (!floor.data || !calibration.data) {
    if (!error) return <Notice title={texts.loading} busy />;
    const missing = error instanceof ApiError && error.status === 404;
    const retry = { label: calibrationTexts.retry, run: () => void (floor.refetch(), calibration.refetch()) };
    const first = { label: pageTexts.floors.goFirst, run: () => void navigate('/') };
    return (
      <Notice title={missing ? pageTexts.floors.gone : texts.failed(error.message)} action={missing ? first : retry} />
    );
  }
  const view = calibration.data;
  const { timeZone } = floor.data;
  const mayChange = may(session, 'calibration.change');
  const working = changes.fit.isPending || changes.activate.isPending || changes.back.isPending;
  const reset = () => [changes.fit, changes.activate, changes.back].forEach((change) => change.reset());
  const ask = (asked: Question) => {
    reset();
    setQuestion(asked);
  };

  return (
    <div className={frame.page}>
      <header className={frame.bar}>
        <BackLink to={`/floor/${floorId}`} label={texts.back} />
        <div className={classes.barText}>
          <h1 className={frame.title}>{texts.title(floor.data.name)}</h1>
          <p className={classes.sub}>{floor.data.siteName}</p>
        </div>
      </header>
      <main className={classes.main}>
        {calibration.error && (
          <p className={classes.trouble} role="alert">
            {texts.failed(calibration.error.message)}
          </p>
        )}
        <ActiveCalibration
          view={view}
          floorId={floorId}
          timeZone={timeZone}
          mayChange={mayChange}
          working={working}
          fitting={changes.fit.isPending}
          onFit={() => {
            reset();
            changes.fit.mutate();
          }}
          onBack={() =>
            ask({
              title: texts.confirmBack,
              detail: texts.confirmBackDetail,
              yes: texts.yesBack,
              no: texts.no,
              run: () => changes.back.mutate(),
            })
          }
        >
          <ChangeResult {...changes} />
        </ActiveCalibration>
        <FloorKnowledge view={view} />
        <FlagList view={view} floor={floor.data} />
        <VersionList
          versions={view.versions}
          timeZone={timeZone}
          mayChange={mayChange}
          working={working}
          onActivate={({ id, version, state }) =>
            ask({
              title: texts.confirmActivate(version),
              detail: state === 'refused' ? texts.confirmRefusedDetail : texts.confirmActivateDetail,
              yes: texts.yes,
              no: texts.no,
              run: () => changes.activate.mutate(id),
            })
          }
        />
      </main>
      {question && <ConfirmDialog question={question} onClose={() => setQuestion(null)} />}
    </div>
  );
}
