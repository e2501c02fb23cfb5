import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FoundAsset } from '#contracts/search';
import { durationWords } from '../asset/age-words.js';
import type { Known } from '../asset/known-place.js';
import { obstacleWords } from '../search/obstacle-words.js';
import { askSearch } from '../search/search-api.js';
import type { Find } from '../search/use-find.js';
import { walkWords } from '../search/walk-words.js';
import { findTexts } from '../texts/find-texts.js';
import { nextBest } from './next-best.js';
import { goalWords } from './steady-goal.js';
import { clockWords } from './taken-words.js';
import { reportFound, reportNotHere, undoReport } from './way-api.js';

/** What a report is about. */
export interface Sought {
  id: number;
  name: string;
  /** What others like it are called. */
  typeName: string;
}

/** The server takes no longer search than a day. */
const longestMs = 86_400_000;

/** The two answers to "is it there?". Found ends the search; not here leads to the next best at once. */
export function useFindReport(find: Find, sought: Sought, known: Known | null) {
  const client = useQueryClient();
  const searchMs = () => {
    const ms = find.searchMs();
    return ms === null ? null : Math.min(Math.round(ms), longestMs);
  };
  const heard = () => client.invalidateQueries({ queryKey: ['search'] });
  const onError = (error: Error) => find.say(findTexts.found.failed(error.message));
  // Back where it was said, as if it had not been.
  const { q: askedFor, near: askedNear, way: onWay } = find;
  const takeBack = (ms: number | null, noted: Promise<unknown>) => () => {
    find.say(findTexts.found.undoing, sought.id);
    noted
      .then(() => undoReport(sought.id))
      .then(() => {
        find.unpass(sought.id);
        find.resume(ms);
        find.go({ q: askedFor, near: askedNear, assetId: sought.id, way: onWay });
        find.say(findTexts.found.undone, sought.id);
        void heard();
      })
      .catch((error: Error) => find.say(findTexts.found.notUndone(error.message)));
  };
  const found = useMutation({
    mutationFn: ({ ms, zoneId }: { ms: number | null; zoneId: number | null }) => reportFound(sought.id, ms, zoneId),
    onSuccess: (_, { ms }) => {
      const { thanks, thanksTime } = findTexts.found;
      find.go({ q: '', assetId: null, way: false });
      const words = ms === null ? thanks(sought.name) : thanksTime(sought.name, durationWords(ms));
      find.say(words, null, takeBack(ms, Promise.resolve()));
      void heard();
    },
    onError,
  });
  const notHere = useMutation({
    mutationFn: (ms: number | null) => reportNotHere(sought.id, ms),
    onSuccess: heard,
    onError,
  });
  const next = useMutation({
    mutationFn: async (_undo: () => void) => {
      // Who followed the way stands there now; the next one is near to that place.
      const near = find.way && known ? goalWords(known) : (find.from?.near ?? null);
      if (find.way && known) find.stand({ near: goalWords(known), name: known.zoneName ?? known.floorName });
      const q = find.q || sought.typeName;
      const passed = new Set([...find.passed, sought.id]);
      const results = await askSearch(q, near)
        .then(({ answer }) => answer.results)
        // Without the server the answers on the screen are the best there is.
        .catch((error: unknown) => {
          if (find.results.length === 0) throw error;
          return find.results;
        });
      return { q, near, best: nextBest(results, passed) };
    },
    onSuccess: ({ q, near, best }, undo) => {
      if (best) return goTo(find, q, near, best, undo);
      find.go({ q, assetId: null, way: false });
      find.say(findTexts.found.noNext, null, undo);
    },
    onError,
  });
  return {
    /** @param zoneId where it was found; null: where it is told to be */
    found: (zoneId: number | null) => found.mutate({ ms: searchMs(), zoneId }),
    notHere: () => {
      const ms = searchMs();
      const noted = notHere.mutateAsync(ms);
      // What went wrong is said by the mutation itself.
      noted.catch(() => undefined);
      find.pass(sought.id);
      find.say(findTexts.found.looking, sought.id);
      next.mutate(takeBack(ms, noted));
    },
    busy: found.isPending || next.isPending,
  };
}

function goTo(find: Find, q: string, near: string | null, best: FoundAsset, undo: () => void): void {
  const walk = walkWords(best.walkS, best.walkM) ?? '';
  const floorId = near === null ? best.position?.floorId : undefined;
  find.go({ q, near, assetId: best.id, way: near !== null }, floorId);
  const why = obstacleWords(best, clockWords);
  const { next, nextTaken } = findTexts.found;
  if (why && !why.takable) return find.say(nextTaken(best.number, walk, why.words), best.id, undo);
  find.say(why ? `${next(best.number, walk)}. ${why.words}` : next(best.number, walk), best.id, undo);
}
