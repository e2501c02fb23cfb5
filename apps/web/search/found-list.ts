/** The list of answers: the box names it as what its arrows move in. */
export const listId = 'found';

/** One answer of the list. */
export function foundId(index: number): string {
  return `${listId}-${index}`;
}
