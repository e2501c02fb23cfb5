import { IconDownload, IconRefresh } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Session } from '#contracts/people';
import { useDebounced } from '../../search/use-debounced.js';
import { may } from '../../session/may.js';
import { adminTexts, auditTexts } from '../../texts/admin-texts.js';
import { AdminPage } from '../admin-page.js';
import classes from '../admin.module.css';
import { Feedback } from '../feedback.js';
import { MoreButton } from '../more-button.js';
import { ownTimeZone } from '../time-words.js';
import { useNow } from '../use-now.js';
import { exportAddress } from './audit-api.js';
import { AuditFilters } from './audit-filters.js';
import { useEvents } from './audit-queries.js';
import { emptySearch, endsBeforeItBegins, paramsOf, queryOf, searchOf } from './audit-search.js';
import { EventTable } from './event-table.js';
import { VerificationPanel } from './verification-panel.js';

/** /admin/audit */
export default function AuditPage({ session }: { session: Session }) {
  return (
    <AdminPage session={session} permission="audit.see" title={auditTexts.title} intro={auditTexts.intro}>
      <Events mayExport={may(session, 'audit.export')} />
      <VerificationPanel />
    </AdminPage>
  );
}

function Events({ mayExport }: { mayExport: boolean }) {
  const [params, setParams] = useSearchParams();
  const [search, setSearch] = useState(() => searchOf(params));
  // A range like "last hour" ends when it was asked for: else every page would be of another range.
  const [askedAt, setAskedAt] = useState(() => Date.now());
  const now = useNow();
  const settled = useDebounced(JSON.stringify(search), 300);
  const filter = useMemo(() => queryOf(JSON.parse(settled), askedAt).toString(), [settled, askedAt]);
  const wrong = endsBeforeItBegins(search);
  const list = useEvents(filter, !wrong);
  useEffect(() => {
    const wanted = paramsOf(JSON.parse(settled));
    if (wanted.toString() !== params.toString()) setParams(wanted, { replace: true });
  }, [settled, params, setParams]);

  const events = list.data?.pages.flatMap((page) => page.events) ?? [];
  const searched = JSON.stringify(search) !== JSON.stringify({ ...emptySearch, range: 'all' });
  return (
    <>
      <section className={classes.card}>
        <AuditFilters search={search} onChange={setSearch} />
        <div className={classes.actions}>
          {mayExport && (
            <a className={classes.button} href={exportAddress(filter)} download aria-describedby="export-detail">
              <IconDownload size={20} stroke={1.8} aria-hidden />
              {auditTexts.export}
            </a>
          )}
          <button type="button" className={classes.button} onClick={() => setAskedAt(Date.now())}>
            <IconRefresh size={20} stroke={1.8} aria-hidden />
            {auditTexts.refresh}
          </button>
          {paramsOf(search).size > 0 && (
            <button type="button" className={classes.button} onClick={() => setSearch(emptySearch)}>
              {auditTexts.filters.clear}
            </button>
          )}
        </div>
        <p id="export-detail" className={classes.muted}>
          {adminTexts.timeZone(ownTimeZone())} {mayExport && auditTexts.exportDetail}
        </p>
      </section>
      {list.error && (
        <Feedback tone="bad" action={{ label: adminTexts.retry, run: () => void list.refetch() }}>
          {auditTexts.loadFailed(list.error.message)}
        </Feedback>
      )}
      {list.isLoading && <p role="status">{adminTexts.loading}</p>}
      {list.data && events.length === 0 && (
        <p className={classes.empty} role="status">
          {searched ? auditTexts.noMatch : auditTexts.none}
        </p>
      )}
      {events.length > 0 && <EventTable events={events} now={now} />}
      <MoreButton list={list} />
    </>
  );
}
