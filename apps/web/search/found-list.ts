/** The list of answers: the box names it as what its arrows move in. */
export const listId = 'found';

/** The search box. */
export const fieldId = 'search-field';

/** One answer of the list. */
export function foundId(index: number): string {
  return `${listId}-${index}`;
}

/** Whether the cursor is in the search box. */
export function isTyping(): boolean {
  return document.activeElement?.id === fieldId;
}

/** Takes the cursor out of the box, so that the keyboard of a phone goes. */
export function stopTyping(): void {
  if (isTyping()) (document.activeElement as HTMLElement).blur();
}
