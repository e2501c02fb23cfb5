/** Leads to the first field that is wrong, once React has marked it; in a group, to its first choice. */
export function focusFirstError(form: HTMLFormElement): void {
  requestAnimationFrame(() => {
    const marked = form.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid="true"]');
    const field = marked?.matches('fieldset') ? marked.querySelector<HTMLElement>('input:not(:disabled)') : marked;
    if (field) field.focus();
    else form.querySelector('[role="alert"]')?.scrollIntoView({ block: 'nearest' });
  });
}
