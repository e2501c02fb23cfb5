import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { findTimesSchema } from '#contracts/asset-use';
import type { Session } from '#contracts/people';
import { getJson } from '../app/api.js';
import { BackLink } from '../app/back-link.js';
import NotAllowed from '../app/not-allowed.js';
import frame from '../app/page-frame.module.css';
import { durationWords } from '../asset/age-words.js';
import { may } from '../session/may.js';
import { findTimesTexts as texts } from '../texts/find-times-texts.js';
import { texts as pageTexts } from '../texts/texts.js';
import classes from './find-times.module.css';
import { slowestFirst, spanOf, spans, type DepartmentTimes } from './slowest-first.js';

/** /find-times: where things are hard to find. The span stands in the address. */
export default function FindTimesPage({ session }: { session: Session }) {
  const [params, setParams] = useSearchParams();
  useEffect(() => {
    document.title = pageTexts.title([texts.title]);
  }, []);
  if (!may(session, 'assets.see')) return <NotAllowed permission="assets.see" />;
  const days = spanOf(params.get('days'));
  return (
    <div className={frame.page}>
      <header className={frame.bar}>
        <BackLink label={texts.back} />
        <h1 className={frame.title}>{texts.title}</h1>
      </header>
      <main className={frame.column} tabIndex={0}>
        <p className={classes.why}>{texts.why}</p>
        <div className={classes.spans} role="group" aria-label={texts.span}>
          {spans.map((one) => (
            <button
              key={one}
              type="button"
              className={classes.span}
              aria-pressed={days === one}
              onClick={() => setParams({ days: String(one) }, { replace: true })}
            >
              {texts.days(one)}
            </button>
          ))}
        </div>
        <Times days={days} />
      </main>
    </div>
  );
}

function Times({ days }: { days: number }) {
  const query = useQuery({
    queryKey: ['find-times', days],
    queryFn: ({ signal }) => getJson(`/find-times?days=${days}`, findTimesSchema, signal),
    staleTime: 30_000,
  });
  const departments = slowestFirst(query.data?.zones ?? []);
  if (query.isPending || departments.length === 0)
    return (
      <p className={classes.note} role="status">
        {query.isPending ? texts.loading : query.isError ? texts.failed(query.error.message) : texts.empty}
        {query.isError && (
          <button type="button" className={classes.retry} onClick={() => void query.refetch()}>
            {texts.retry}
          </button>
        )}
      </p>
    );
  return (
    <table className={classes.table}>
      <caption>{texts.table}</caption>
      <thead>
        <tr>
          {[texts.department, texts.median, texts.p90, texts.found, texts.notHere].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {departments.map((one) => (
          <Row key={one.department} times={one} slowestS={departments[0].medianS ?? 0} />
        ))}
      </tbody>
    </table>
  );
}

/** One department. On a phone its heads stand beside its figures. */
function Row({ times: { department, found, notHere, medianS, p90S }, slowestS }: RowProps) {
  const words = (seconds: number | null) => (seconds === null ? texts.unknown : durationWords(seconds * 1000));
  return (
    <tr>
      <th scope="row">{department ?? texts.outside}</th>
      <td data-head={texts.median}>
        <strong>{words(medianS)}</strong>
        {medianS !== null && <meter className={classes.bar} aria-hidden min={0} max={slowestS || 1} value={medianS} />}
      </td>
      <td data-head={texts.p90}>{words(p90S)}</td>
      <td data-head={texts.found}>{found}</td>
      <td data-head={texts.notHere}>{notHere}</td>
    </tr>
  );
}

interface RowProps {
  times: DepartmentTimes;
  /** The longest of all, seconds. */
  slowestS: number;
}
