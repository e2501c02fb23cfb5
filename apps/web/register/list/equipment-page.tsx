import { IconDownload, IconPlus } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { AssetView } from '#contracts/assets';
import type { Session } from '#contracts/people';
import admin from '../../admin/admin.module.css';
import { Feedback } from '../../admin/feedback.js';
import { MoreButton } from '../../admin/more-button.js';
import { useDebounced } from '../../search/use-debounced.js';
import { may } from '../../session/may.js';
import { adminTexts } from '../../texts/admin-texts.js';
import { registerTexts } from '../../texts/register-texts.js';
import { exportAddress, serveAgain } from '../register-api.js';
import { RegisterPage } from '../register-page.js';
import { useEquipment, useRegisterChange } from '../register-queries.js';
import { EquipmentFilters } from './equipment-filters.js';
import { emptySearch, narrows, orderedBy, paramsOf, searchOf } from './equipment-search.js';
import { EquipmentTable } from './equipment-table.js';
import classes from './list.module.css';
import { RetireQuestion } from './retire-question.js';

const texts = registerTexts.list;

/** /equipment */
export default function EquipmentPage({ session }: { session: Session }) {
  return (
    <RegisterPage session={session} permission="assets.see" title={texts.title}>
      <Equipment session={session} />
    </RegisterPage>
  );
}

/** What was done last; what was retired can be taken back. */
interface Done {
  words: string;
  retired: readonly AssetView[] | null;
}

function Equipment({ session }: { session: Session }) {
  const [params, setParams] = useSearchParams();
  const [search, setSearch] = useState(() => searchOf(params));
  const [marked, setMarked] = useState<ReadonlyMap<number, AssetView>>(new Map());
  const [retiring, setRetiring] = useState(false);
  const [done, setDone] = useState<Done | null>(null);
  const serve = useRegisterChange(serveAgain);
  const filter = useDebounced(paramsOf(search).toString(), 250);
  const list = useEquipment(filter);
  const mayChange = may(session, 'assets.change');
  const assets = list.data?.pages.flatMap((page) => page.assets) ?? [];
  useEffect(() => setParams(new URLSearchParams(filter), { replace: true }), [filter, setParams]);

  const mark = (asset: AssetView, on: boolean) => {
    const next = new Map(marked);
    if (on) next.set(asset.id, asset);
    else next.delete(asset.id);
    setMarked(next);
  };
  const change = (next: typeof search) => {
    setDone(null);
    setMarked(new Map());
    setSearch(next);
  };
  const serveAll = (assets: readonly AssetView[]) => {
    if (serve.isPending) return;
    serve.mutate(assets, { onSuccess: () => setDone({ words: texts.served(numbersOf(assets)), retired: null }) });
  };
  return (
    <>
      <section className={admin.card}>
        <EquipmentFilters search={search} onChange={change} />
      </section>
      <div className={classes.actions}>
        <p className={classes.shown} role="status">
          {list.data && texts.shown(assets.length, list.hasNextPage)}
        </p>
        {narrows(search) && (
          <button
            type="button"
            className={admin.button}
            onClick={() => change({ ...emptySearch, order: search.order, descending: search.descending })}
          >
            {texts.clear}
          </button>
        )}
        {may(session, 'assets.export') && (
          <a className={admin.button} href={exportAddress(filter)} download>
            <IconDownload size={20} stroke={1.8} aria-hidden />
            {texts.export}
          </a>
        )}
        {mayChange && (
          <Link className={admin.primary} to="/equipment/new">
            <IconPlus size={20} stroke={1.8} aria-hidden />
            {texts.create}
          </Link>
        )}
      </div>
      {done && (
        <Feedback
          tone="good"
          action={done.retired ? { label: texts.retire.undo, run: () => serveAll(done.retired!) } : undefined}
        >
          {done.words}
        </Feedback>
      )}
      {serve.error && <Feedback tone="bad">{serve.error.message}</Feedback>}
      {list.error && (
        <Feedback tone="bad" action={{ label: adminTexts.retry, run: () => void list.refetch() }}>
          {texts.loadFailed(list.error.message)}
        </Feedback>
      )}
      {list.isLoading && <p role="status">{adminTexts.loading}</p>}
      {list.data && assets.length === 0 && (
        <p className={admin.empty} role="status">
          {narrows(search) ? texts.noMatch : texts.none}
        </p>
      )}
      {assets.length > 0 && (
        <EquipmentTable
          assets={assets}
          order={search.order}
          descending={search.descending}
          onOrder={(order) => setSearch(orderedBy(search, order))}
          marked={mayChange ? new Set(marked.keys()) : null}
          onMark={mark}
          onServeAgain={(asset) => serveAll([asset])}
        />
      )}
      <MoreButton list={list} />
      {marked.size > 0 && (
        <div className={classes.marked} role="region" aria-label={texts.markedLabel}>
          <p role="status">{texts.marked(marked.size)}</p>
          <button type="button" className={admin.button} onClick={() => setMarked(new Map())}>
            {texts.unmark}
          </button>
          <button type="button" className={admin.danger} onClick={() => setRetiring(true)}>
            {texts.retire.action}
          </button>
        </div>
      )}
      {retiring && (
        <RetireQuestion
          assets={[...marked.values()]}
          onDone={() => {
            const retired = [...marked.values()];
            setDone({ words: texts.retire.done(numbersOf(retired)), retired });
            setMarked(new Map());
            setRetiring(false);
          }}
          onClose={() => setRetiring(false)}
        />
      )}
    </>
  );
}

function numbersOf(assets: readonly AssetView[]): string[] {
  return assets.map(({ number }) => number);
}
