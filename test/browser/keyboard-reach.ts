import type { Page } from 'playwright-core';

/** Runs in the page: marks what can be used by pointer or touch, and says what it is. */
const markControls = `(() => {
  const kinds = 'a[href], button, input, select, textarea, summary, [role=button], [role=link], [role=checkbox], [role=switch], [role=tab], [role=slider]';
  // What holds the focus until Escape is looked at alone: what lies behind it is reached afterwards.
  const open = '[role=menu], [role=dialog][aria-modal=true], [role=dialog]:focus-within, dialog[open]';
  const modal = [...document.querySelectorAll(open)].filter((element) => element.checkVisibility()).at(-1);
  const radios = new Set();
  const marked = [];
  for (const element of (modal ?? document).querySelectorAll(kinds)) {
    element.removeAttribute('data-reach');
    if (element.matches(':disabled, [inert] *, [aria-hidden=true] *, [role=option] *')) continue;
    if (!element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) continue;
    const { width, height } = element.getBoundingClientRect();
    if (width === 0 || height === 0) continue;
    // Of a group of radio buttons, and of tabs, the keyboard goes into one and on by arrows.
    if (element.type === 'radio') {
      if (radios.has(element.name) || (document.querySelector('input[name="' + element.name + '"]:checked') ?? element) !== element) continue;
      radios.add(element.name);
    }
    if (element.role === 'tab' && element.getAttribute('aria-selected') !== 'true') continue;
    element.setAttribute('data-reach', String(marked.length));
    marked.push(element.outerHTML.slice(0, 160));
  }
  if (modal?.role !== 'menu') document.activeElement?.blur?.();
  return marked;
})()`;

/** What can be used with a pointer on the page as it is now, but is not reached by Tab again and again, or in a menu by arrows. */
export async function unreachedByKeys(page: Page): Promise<string[]> {
  const controls = (await page.evaluate(markControls)) as string[];
  const missing = new Set(controls.keys());
  const key = (await page.getByRole('menu').count()) > 0 ? 'ArrowDown' : 'Tab';
  // Dates and times have several stops of their own, and pages go on with the browser's own controls.
  for (let press = 0; missing.size > 0 && press < 3 * controls.length + 20; press++) {
    await page.keyboard.press(key);
    const at = await page.evaluate(`document.activeElement?.getAttribute('data-reach')`);
    if (typeof at === 'string') missing.delete(Number(at));
  }
  return [...missing].map((place) => controls[place]);
}
