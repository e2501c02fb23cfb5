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

/** Letters that lie beside each other on a keyboard, in rows of which each is half a key further right, and letters that sound alike. */
const keyRows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const alike = new Set(['dt', 'bp', 'gk', 'sz', 'yz', 'iy', 'fv']);

/**
 * Whether a word is another one with one slip: a letter too many or missing, two swapped, or a wrong one that lies beside
 * the right one on the keyboard or sounds like it. The first letter has to be right.
 */
export function isSlip(typed: string, word: string): boolean {
  let at = 0;
  while (at < typed.length && typed[at] === word[at]) at++;
  if (at === 0) return false;
  const rest = (text: string, from: number) => text.slice(from);
  if (typed.length === word.length + 1) return rest(typed, at + 1) === rest(word, at);
  if (typed.length === word.length - 1) return rest(typed, at) === rest(word, at + 1);
  if (typed.length !== word.length || typed === word) return false;
  const isSwap = typed[at] === word[at + 1] && typed[at + 1] === word[at] && rest(typed, at + 2) === rest(word, at + 2);
  if (isSwap) return true;
  if (rest(typed, at + 1) !== rest(word, at + 1)) return false;
  // Endings make other words: who cleans is a cleaner, and what was cleaned is none.
  return soundsLike(typed[at], word[at]) || (at + 1 < word.length && isBeside(typed[at], word[at]));
}

function soundsLike(one: string, other: string): boolean {
  return alike.has(one + other) || alike.has(other + one);
}

function isBeside(one: string, other: string): boolean {
  const place = (letter: string) => {
    const row = keyRows.findIndex((keys) => keys.includes(letter));
    return row < 0 ? null : { row, x: keyRows[row].indexOf(letter) + row / 2 };
  };
  const [a, b] = [place(one), place(other)];
  return a !== null && b !== null && Math.abs(a.row - b.row) <= 1 && Math.abs(a.x - b.x) <= 1;
}
