import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { FoundAsset } from '#contracts/search';
import type { Session } from '#contracts/people';
import { findTexts } from '../texts/find-texts.js';
import { sunk } from '../way/next-best.js';
import { findPath, isStep, readFind, type FindAddress } from './find-address.js';
import { departmentOf, type Near } from './near.js';
import { rememberedNear, rememberNear } from './remembered-near.js';
import { useSearch, type Answered } from './search-queries.js';

export interface Said {
  words: string;
  assetId: number | null;
  /** Takes back what was said. */
  undo: (() => void) | null;
}

export interface Find extends FindAddress, Answered {
  session: Session;
  /** Answers in the order they are shown: what was not there has sunk. */
  results: FoundAsset[];
  /** The answer that keyboard and map point at. */
  active: number;
  setActive: (index: number) => void;
  /** Where ways begin, with its name; null while nobody has said. */
  from: Near | null;
  setFrom: (near: Near | null) => void;
  /** Where somebody stands for this one search: where they just looked in vain. It is not remembered. */
  stand: (near: Near) => void;
  /** What somebody did not find where it was told to be, since this search began. */
  passed: ReadonlySet<number>;
  pass: (assetId: number) => void;
  /** It was not passed after all. */
  unpass: (assetId: number) => void;
  /** How long this search has been going on, ms; null when nothing was sought. */
  searchMs: () => number | null;
  /** The next search goes on with one that was ended by mistake, after so many ms. */
  resume: (searchMs: number | null) => void;
  /** The newest thing that was said about this search, and which asset it is about; null for all of them. */
  said: Said | null;
  say: (words: string | null, assetId?: number | null, undo?: (() => void) | null) => void;
  /** Goes somewhere else: what is not named stays as it is. */
  go: (change: Partial<FindAddress>, toFloorId?: number, step?: boolean) => void;
}

/** The search of this page: its state is the address, its answers come from the server. */
export function useFind(session: Session, floorId: number): Find {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const address = useMemo(() => readFind(params), [params]);
  const personId = session.person?.id ?? null;
  const [chosen, setChosen] = useState(() => rememberedNear(personId) ?? homeOf(session));
  const near = address.near ?? chosen?.near ?? null;
  const begin = useRef<string | null>(null);
  begin.current = near;
  const answered = useSearch(address.q, near);
  const [passed, setPassed] = useState<ReadonlySet<number>>(new Set());
  const [active, setActive] = useState(0);
  useEffect(() => setActive(0), [address.q, near]);

  // A search lasts from its first letter until nothing is sought any more; each one counts its own time.
  const seeking = address.q !== '' || address.way;
  const beganAtMs = useRef<number | null>(null);
  const resumedMs = useRef<number | null>(null);
  if (!seeking) beganAtMs.current = null;
  else {
    beganAtMs.current ??= resumedMs.current ?? Date.now();
    resumedMs.current = null;
  }
  useEffect(() => {
    if (!seeking) setPassed((before) => (before.size === 0 ? before : new Set()));
  }, [seeking]);

  const [standing, setStanding] = useState<Near | null>(null);
  const [said, setSaid] = useState<Said | null>(null);
  const others = useRef(params);
  others.current = params;
  const now = useRef(address);
  now.current = address;
  const go = useCallback(
    (change: Partial<FindAddress>, toFloorId = floorId, step?: boolean) => {
      const to = { ...now.current, ...change };
      to.near = to.q === '' && !to.way ? null : (change.near ?? begin.current);
      const push = step ?? (toFloorId !== floorId || isStep(now.current, to));
      void navigate(findPath(toFloorId, to, others.current), { replace: !push });
    },
    [navigate, floorId],
  );
  const setFrom = useCallback(
    (from: Near | null) => {
      setChosen(from);
      rememberNear(personId, from);
      begin.current = from?.near ?? null;
      go({}, floorId, false);
    },
    [go, floorId, personId],
  );
  const results = useMemo(() => sunk(answered.answer?.results ?? [], passed), [answered.answer, passed]);
  const answeredNear = answered.own ? answered.answer?.near?.name : undefined;
  return {
    ...address,
    ...answered,
    near,
    session,
    results,
    active: Math.min(active, Math.max(0, results.length - 1)),
    setActive,
    from: near === null ? null : { near, name: nameOf(near, [chosen, standing], answeredNear) },
    setFrom,
    stand: setStanding,
    passed,
    pass: useCallback((assetId) => setPassed((before) => new Set([...before, assetId])), []),
    unpass: useCallback((assetId) => setPassed((before) => new Set([...before].filter((id) => id !== assetId))), []),
    searchMs: useCallback(() => (beganAtMs.current === null ? null : Date.now() - beganAtMs.current), []),
    said,
    resume: useCallback((ms) => (resumedMs.current = ms === null ? null : Date.now() - ms), []),
    say: useCallback(
      (words, assetId = null, undo = null) => setSaid(words === null ? null : { words, assetId, undo }),
      [],
    ),
    go,
  };
}

function nameOf(near: string, named: readonly (Near | null)[], answered: string | undefined): string {
  const own = named.find((place) => place?.near === near);
  return own?.name ?? departmentOf(near) ?? answered ?? findTexts.near.unnamed;
}

/** Who is for one department only is there until they say otherwise. */
function homeOf({ person }: Session): Near | null {
  const only = person?.departments?.length === 1 ? person.departments[0] : null;
  return only === null ? null : { near: `department:${only}`, name: only };
}
