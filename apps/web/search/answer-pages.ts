import type { SearchAnswer } from '#contracts/search';

/** A page of answers, and when it was put aside, ms since 1970; null when it came from the server just now. */
export interface AnswerPage {
  answer: SearchAnswer;
  keptAtMs: number | null;
}

/** Pages as one answer, as old as the oldest of them. What moved from one page to another meanwhile is told once. */
export function joinedPages(pages: readonly AnswerPage[]): AnswerPage {
  const results = new Map(pages.flatMap(({ answer }) => answer.results).map((asset) => [asset.id, asset]));
  const kept = pages.flatMap(({ keptAtMs }) => keptAtMs ?? []);
  const last = pages[pages.length - 1];
  return {
    answer: { ...pages[0].answer, results: [...results.values()], next: last.answer.next },
    keptAtMs: kept.length === 0 ? null : Math.min(...kept),
  };
}
