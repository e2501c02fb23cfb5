/** How many typing errors a word of this length may have: none in short ones, where one letter makes another word. */
export function errorsAllowed(length: number): number {
  return length < 4 ? 0 : length < 8 ? 1 : 2;
}

/**
 * The least number of typing errors (a letter too many, missing, wrong, or two swapped) between what was typed and a
 * beginning of the word (Damerau and Levenshtein's distance, in its form without overlapping swaps).
 */
export function errorsToBeginning(typed: string, word: string): number {
  const width = Math.min(word.length, typed.length + 2) + 1;
  let twoAbove: number[] = [];
  let above = Array.from({ length: width }, (_, at) => at);
  for (let row = 1; row <= typed.length; row++) {
    const here = [row];
    for (let at = 1; at < width; at++) {
      const wrong = typed[row - 1] === word[at - 1] ? 0 : 1;
      let least = Math.min(above[at] + 1, here[at - 1] + 1, above[at - 1] + wrong);
      const isSwap = row > 1 && at > 1 && typed[row - 1] === word[at - 2] && typed[row - 2] === word[at - 1];
      if (isSwap) least = Math.min(least, twoAbove[at - 2] + 1);
      here.push(least);
    }
    twoAbove = above;
    above = here;
  }
  return Math.min(...above);
}

/** Whether a word was meant, although typed wrong. */
export function isMeant(typed: string, word: string): boolean {
  const allowed = errorsAllowed(typed.length);
  // The first letter is rarely wrong, and without it everything is like everything.
  if (allowed === 0 || (typed[0] !== word[0] && typed[1] !== word[0])) return false;
  return errorsToBeginning(typed, word) <= allowed;
}
