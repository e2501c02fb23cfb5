import { useEffect, type RefObject } from 'react';

/**
 * A scanner that types (a "keyboard wedge") types wherever the focus is: what is typed beside a field goes to the given
 * one, so that its Enter never presses a button.
 */
export function useKeyboardScanner(field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
      const at = event.target as HTMLElement;
      if (at.closest('input, textarea, select, dialog, [contenteditable]')) return;
      // The space bar presses the button it is on.
      if (event.key === ' ' && at.closest('button, a, summary')) return;
      field.current?.focus();
    };
    document.addEventListener('keydown', onKey, true);
    return () => document.removeEventListener('keydown', onKey, true);
  }, [field]);
}
