import type { Session } from '#contracts/people';
import { type StockLine, stockStates } from '#contracts/par-levels';
import { Feedback } from '../admin/feedback.js';
import { useNow } from '../admin/use-now.js';
import { may } from '../session/may.js';
import { locale } from '../texts/locale.js';
import { stockTexts as texts } from '../texts/stock-texts.js';
import { StockLineCard } from './stock-line.js';
import classes from './stock.module.css';
import { useStock } from './stock-queries.js';

const order = [
  'critical',
  'short',
  'unknown',
  'over',
  'right',
] as const satisfies readonly (typeof stockStates)[number][];

interface StockNowProps {
  session: Session;
  department: string | null;
  /** Those that are in order as well. */
  all: boolean;
}

/** The levels that hold now, worst first. */
export function StockNow({ session, department, all }: StockNowProps) {
  const stock = useStock(department);
  const nowMs = useNow();
  if (!stock.data)
    return stock.error ? (
      <Feedback tone="bad" action={{ label: texts.retry, run: () => void stock.refetch() }}>
        {texts.failed(stock.error.message)}
      </Feedback>
    ) : (
      <p className={classes.quiet} role="status">
        {texts.loading}
      </p>
    );
  const { lines, at, withoutPlace } = stock.data;
  const shown = all ? lines : lines.filter(({ state }) => state !== 'right');
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(
    Date.parse(at),
  );
  return (
    <>
      {stock.error ? (
        <Feedback tone="warn" action={{ label: texts.retry, run: () => void stock.refetch() }}>
          {texts.stale(time, stock.error.message)}
        </Feedback>
      ) : (
        <p className={classes.quiet}>{texts.at(time)}</p>
      )}
      {session.person?.departments && (
        <p className={classes.quiet}>{texts.partly(session.person.departments.join(', '))}</p>
      )}
      {withoutPlace.length > 0 && (
        <Feedback tone="warn">
          {texts.withoutPlace(withoutPlace.map(({ typeName, place }) => `${typeName}, ${place.name}`))}
        </Feedback>
      )}
      {lines.length === 0 && withoutPlace.length === 0 && <NoLevels session={session} filtered={department !== null} />}
      {lines.length > 0 && shown.length === 0 && withoutPlace.length === 0 && (
        <p className={classes.empty}>{texts.allRight}</p>
      )}
      {order.map((state) => (
        <Group key={state} state={state} lines={shown.filter((line) => line.state === state)} nowMs={nowMs} />
      ))}
    </>
  );
}

function Group({ state, lines, nowMs }: { state: StockLine['state']; lines: StockLine[]; nowMs: number }) {
  if (lines.length === 0) return null;
  return (
    <section className={classes.group} aria-labelledby={`stock-${state}`}>
      <h2 id={`stock-${state}`} className={classes.heading}>
        {texts.groups[state]} <span className={classes.many}>{lines.length}</span>
      </h2>
      <ul className={classes.lines}>
        {lines.map((line) => (
          <StockLineCard key={line.level.id} line={line} nowMs={nowMs} />
        ))}
      </ul>
    </section>
  );
}

function NoLevels({ session, filtered }: { session: Session; filtered: boolean }) {
  if (filtered) return <p className={classes.empty}>{texts.none.filtered}</p>;
  return (
    <div className={classes.empty}>
      <h2 className={classes.heading}>{texts.none.title}</h2>
      <p>{texts.none.detail}</p>
      <p>{may(session, 'stock.change') ? texts.none.start : texts.none.ask}</p>
    </div>
  );
}
