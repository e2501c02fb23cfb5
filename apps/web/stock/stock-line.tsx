import {
  IconAlertTriangle,
  IconCircleCheck,
  IconEyeOff,
  IconStack2,
  IconUrgent,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import { Link } from 'react-router';
import type { StockLine } from '#contracts/par-levels';
import { stockTexts as texts } from '../texts/stock-texts.js';
import { idleWords, moveWords, placeWords, readyWords } from './move-words.js';
import classes from './stock.module.css';
import { weekWords } from './week-words.js';

const icons: Record<StockLine['state'], TablerIcon> = {
  ...{ critical: IconUrgent, short: IconAlertTriangle, unknown: IconEyeOff, over: IconStack2, right: IconCircleCheck },
};
/** More are counted, not named: nobody carries them at once. */
const assetsNamed = 6;

/** One level with what is there, and what would mend it. */
export function StockLineCard({ line, nowMs }: { line: StockLine; nowMs: number }) {
  const { level, state } = line;
  const Icon = icons[state];
  const { place } = level;
  const beside = [...(place.zoneId === null ? [texts.wholeDepartment] : [place.floorName, place.department])];
  const where = texts.placeOf(beside.filter((part) => part !== null));
  return (
    <li className={classes.line} data-state={state}>
      <div className={classes.what}>
        <h3 className={classes.name}>
          {level.typeName}, {place.name}
        </h3>
        <p className={classes.where}>{where}</p>
        <p className={classes.where}>{weekWords(level)}</p>
      </div>
      <div className={classes.count}>
        <p className={classes.state} data-state={state}>
          <Icon size={18} stroke={1.8} aria-hidden /> {texts.states[state]}
        </p>
        <p className={classes.number}>
          <strong>{texts.count(readyWords(line), level.target)}</strong> {texts.ready}
          {line.least !== line.most && (
            <span className={classes.why}> ({line.blind ? texts.silent : texts.unsure})</span>
          )}
        </p>
        {line.notReady > 0 && <p className={classes.where}>{texts.notReady(line.notReady)}</p>}
      </div>
      {state !== 'right' && <Fix line={line} nowMs={nowMs} />}
    </li>
  );
}

function Fix({ line, nowMs }: { line: StockLine; nowMs: number }) {
  const { state, moves, lack } = line;
  const missing = state === 'over' ? 0 : lack - moves.reduce((sum, { count }) => sum + count, 0);
  if (state === 'unknown') return <p className={classes.fix}>{texts.fix.unknown}</p>;
  if (moves.length === 0)
    return <p className={classes.fix}>{state === 'over' ? texts.fix.nowhere : texts.fix.nothing}</p>;
  return (
    <div className={classes.fix}>
      <ul className={classes.moves} aria-label={texts.fix.label}>
        {moves.map((move) => (
          <MoveItem key={`${move.from.zoneId} ${move.to.zoneId} ${move.afterCleaning}`} {...{ line, move, nowMs }} />
        ))}
      </ul>
      {missing > 0 && <p className={classes.where}>{texts.fix.rest(missing)}</p>}
    </div>
  );
}

function MoveItem({ line, move, nowMs }: { line: StockLine; move: StockLine['moves'][number]; nowMs: number }) {
  const named = move.assets.slice(0, assetsNamed);
  const rest = move.assets.length - named.length;
  const idle = idleWords(move, nowMs);
  // Of a ward it may be meant for one of its rooms.
  const into = line.state !== 'over' && move.to.zoneId !== line.level.place.zoneId;
  return (
    <li className={classes.move}>
      <p className={classes.do}>
        {moveWords(line, move)}
        {into && ` ${texts.fix.into(placeWords(move.to, line.level.place))}`}
      </p>
      <p className={classes.which}>
        {named.map(({ id, number }) => (
          <Link
            key={id}
            className={classes.asset}
            to={`/floor/${move.from.floorId}?asset=${id}`}
            aria-label={texts.fix.onMap(number)}
          >
            {number}
          </Link>
        ))}
        {rest > 0 && <span>{texts.fix.more(rest)}</span>}
        {idle && <span className={classes.idle}>{idle}</span>}
      </p>
    </li>
  );
}
