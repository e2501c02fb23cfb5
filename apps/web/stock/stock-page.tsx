import { useEffect, useId } from 'react';
import { useSearchParams } from 'react-router';
import type { Session } from '#contracts/people';
import { BackLink } from '../app/back-link.js';
import NotAllowed from '../app/not-allowed.js';
import frame from '../app/page-frame.module.css';
import { may } from '../session/may.js';
import { stockTexts as texts } from '../texts/stock-texts.js';
import { texts as pageTexts } from '../texts/texts.js';
import { LevelList } from './level-list.js';
import { StockNow } from './stock-now.js';
import { useParLevels } from './stock-queries.js';
import classes from './stock.module.css';

const views = ['now', 'levels'] as const;
const shows = ['todo', 'all'] as const;

/** /stock: what is short, what is too many, and what would mend it. Ward, part and filter stand in the address. */
export default function StockPage({ session }: { session: Session }) {
  const [params, setParams] = useSearchParams();
  useEffect(() => {
    document.title = pageTexts.title([texts.title]);
  }, []);
  if (!may(session, 'stock.see')) return <NotAllowed permission="stock.see" />;
  const view = params.get('view') === 'levels' ? 'levels' : 'now';
  const department = params.get('ward');
  const all = params.get('show') === 'all';
  const set = (name: string, value: string | null) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === null) next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  return (
    <div className={frame.page}>
      <header className={frame.bar}>
        <BackLink label={texts.back} />
        <h1 className={frame.title}>{texts.title}</h1>
        <div className={classes.views} role="group" aria-label={texts.views.label}>
          {views.map((one) => (
            <button
              key={one}
              type="button"
              className={classes.view}
              aria-pressed={view === one}
              onClick={() => set('view', one === 'now' ? null : one)}
            >
              {texts.views[one]}
            </button>
          ))}
        </div>
      </header>
      <main className={frame.column} tabIndex={0}>
        <div className={classes.filters}>
          <DepartmentFilter value={department} onChange={(ward) => set('ward', ward)} />
          {view === 'now' && (
            <div className={classes.shows} role="group" aria-label={texts.filter.show}>
              {shows.map((one) => (
                <button
                  key={one}
                  type="button"
                  className={classes.show}
                  aria-pressed={all === (one === 'all')}
                  onClick={() => set('show', one === 'all' ? 'all' : null)}
                >
                  {texts.filter.shows[one]}
                </button>
              ))}
            </div>
          )}
        </div>
        {view === 'now' ? (
          <StockNow session={session} department={department} all={all} />
        ) : (
          <LevelList session={session} department={department} />
        )}
      </main>
    </div>
  );
}

/** Wards that have a level, and the one in the address. */
function DepartmentFilter({ value, onChange }: { value: string | null; onChange: (ward: string | null) => void }) {
  const id = useId();
  const levels = useParLevels();
  const named = (levels.data ?? []).flatMap(({ place }) => place.department ?? []);
  const options = [...new Set([...named, ...(value === null ? [] : [value])])].sort((a, b) => a.localeCompare(b));
  return (
    <div className={classes.filter}>
      <label htmlFor={id}>{texts.filter.department}</label>
      <select
        id={id}
        className={classes.select}
        value={value ?? ''}
        onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
      >
        <option value="">{texts.filter.all}</option>
        {options.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
