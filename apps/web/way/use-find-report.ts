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
import { reportFound, reportNotHere } from './way-api.js';

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
  const found = useMutation({
    mutationFn: (ms: number | null) => reportFound(sought.id, ms),
    onSuccess: (_, ms) => {
      const { thanks, thanksTime } = findTexts.found;
      find.go({ q: '', assetId: null, way: false });
      find.say(ms === null ? thanks(sought.name) : thanksTime(sought.name, durationWords(ms)));
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
    mutationFn: async () => {
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
    onSuccess: ({ q, near, best }) => {
      if (best) return goTo(find, q, near, best);
      find.go({ q, assetId: null, way: false });
      find.say(findTexts.found.noNext);
    },
    onError,
  });
  return {
    found: () => found.mutate(searchMs()),
    notHere: () => {
      notHere.mutate(searchMs());
      find.pass(sought.id);
      find.say(findTexts.found.looking, sought.id);
      next.mutate();
    },
    busy: found.isPending || next.isPending,
  };
}

function goTo(find: Find, q: string, near: string | null, best: FoundAsset): void {
  const walk = walkWords(best.walkS, best.walkM) ?? '';
  const floorId = near === null ? best.position?.floorId : undefined;
  find.go({ q, near, assetId: best.id, way: near !== null }, floorId);
  const why = obstacleWords(best, clockWords);
  const { next, nextTaken } = findTexts.found;
  if (why && !why.takable) return find.say(nextTaken(best.number, walk, why.words), best.id);
  find.say(why ? `${next(best.number, walk)}. ${why.words}` : next(best.number, walk), best.id);
}
