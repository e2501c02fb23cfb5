import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { FloorDetail } from '#contracts/api';
import type { Session } from '#contracts/people';
import { ApiError } from '../app/api.js';
import { Notice } from '../app/notice.js';
import { useFloor } from '../app/queries.js';
import { useLive } from '../live/use-live.js';
import { calibrationTexts } from '../texts/calibration-texts.js';
import { texts as pageTexts } from '../texts/texts.js';
import { useWalk } from './calibration-queries.js';
import { TagChooser } from './tag-chooser.js';
import { WalkScreen } from './walk-screen.js';
import classes from './walk.module.css';

const texts = calibrationTexts.walk;

/** The walk through a floor with a tag in the hand. Floor and walk stand in the address, so a reload loses nothing. */
export default function WalkPage({ session, floorId }: { session: Session; floorId: number }) {
  const navigate = useNavigate();
  const live = useLive();
  const floor = useFloor(floorId);
  const [params, setParams] = useSearchParams();
  const walkId = Number(params.get('walk')) || null;
  useEffect(() => live.watch(floorId), [live, floorId]);
  useEffect(() => {
    document.title = pageTexts.title([texts.title(floor.data?.name ?? ''), floor.data?.siteName ?? '']);
  }, [floor.data]);

  const toMap = { label: calibrationTexts.page.back, run: () => void navigate(`/floor/${floorId}`) };
  if (!floor.data) {
    if (!floor.error) return <Notice title={calibrationTexts.loading} busy />;
    const missing = floor.error instanceof ApiError && floor.error.status === 404;
    const retry = { label: calibrationTexts.retry, run: () => void floor.refetch() };
    const first = { label: pageTexts.floors.goFirst, run: () => void navigate('/') };
    return (
      <Notice
        title={missing ? pageTexts.floors.gone : pageTexts.floors.failed(floor.error.message)}
        action={missing ? first : retry}
      />
    );
  }
  if (floor.data.readers.length === 0)
    return <Notice title={texts.noReaders} detail={texts.noReadersDetail} action={toMap} />;

  const go = (id: number | null) => setParams(id === null ? {} : { walk: String(id) }, { replace: true });
  if (walkId === null)
    return (
      <Frame floor={floor.data} sub={floor.data.siteName}>
        <TagChooser
          floorId={floorId}
          demo={session.demo}
          timeZone={floor.data.timeZone}
          onStarted={({ id }) => go(id)}
          onResume={(id) => go(id)}
        />
      </Frame>
    );
  return <Walking key={walkId} floor={floor.data} walkId={walkId} onAnother={() => go(null)} />;
}

interface WalkingProps {
  floor: FloorDetail;
  walkId: number;
  onAnother: () => void;
}

function Walking({ floor, walkId, onAnother }: WalkingProps) {
  const [skipZones, setSkipZones] = useState<readonly number[]>([]);
  const walk = useWalk(walkId, skipZones);
  const data = walk.data;
  if (!data || data.floorId !== floor.id) {
    const again = { label: texts.begin, run: onAnother };
    if (data || (walk.error instanceof ApiError && walk.error.status === 404))
      return <Notice title={texts.gone} detail={texts.goneDetail} action={again} />;
    if (!walk.error) return <Notice title={calibrationTexts.loading} busy />;
    const retry = { label: calibrationTexts.retry, run: () => void walk.refetch() };
    return <Notice title={texts.failed(walk.error.message)} action={retry} />;
  }
  return (
    <Frame floor={floor} sub={texts.carrying(data.assetName ?? data.tagKey ?? '')}>
      <WalkScreen
        floor={floor}
        walk={data}
        problem={walk.error}
        skipZones={skipZones}
        skipping={walk.isPlaceholderData}
        onSkipZones={setSkipZones}
        onAnother={onAnother}
      />
    </Frame>
  );
}

function Frame({ floor, sub, children }: { floor: FloorDetail; sub: string; children: ReactNode }) {
  return (
    <div className={classes.page}>
      <header className={classes.bar}>
        <Link
          className={classes.back}
          to={`/floor/${floor.id}/calibration`}
          aria-label={texts.leave}
          title={texts.leave}
        >
          <IconArrowLeft size={22} stroke={1.8} aria-hidden />
        </Link>
        <div className={classes.heading}>
          <h1 className={classes.title}>{texts.title(floor.name)}</h1>
          <p className={classes.sub}>{sub}</p>
        </div>
      </header>
      {children}
    </div>
  );
}
