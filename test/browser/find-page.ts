import type { Locator, Page } from 'playwright-core';

/** The search and the way as a person meets them: by names and roles. */
export class FindPage {
  readonly box: Locator;
  readonly options: Locator;
  readonly steps: Locator;
  readonly chooser: Locator;

  constructor(readonly page: Page) {
    this.box = page.getByRole('combobox', { name: 'Find equipment' });
    this.options = page.getByRole('listbox', { name: 'Search results' }).getByRole('option');
    this.steps = page.getByRole('list', { name: 'The way, step by step' });
    this.chooser = page.getByRole('dialog', { name: 'Where are you?' });
  }

  /** The head of the panel. */
  title(words: string): Locator {
    return this.page.getByRole('heading', { name: words, exact: true });
  }

  /** Says where one is: a ward or a room. */
  async stand(place: string): Promise<void> {
    await this.page.getByRole('button', { name: /^(Where are you\?|Near .+)$/ }).click();
    await this.chooser.getByRole('searchbox', { name: 'Ward or room' }).fill(place);
    await this.chooser.getByRole('listitem').filter({ hasText: place }).first().getByRole('button').click();
    await this.nearKnown(place);
  }

  /** Waits until the answers count their ways from a place. */
  async nearKnown(place: string): Promise<void> {
    await this.page.getByRole('button', { name: `Near ${place}` }).waitFor();
    await this.options
      .filter({ hasText: /\d+ min, \d+ m/ })
      .first()
      .waitFor();
  }

  /** The answers, each as it is read. */
  rows(): Promise<string[]> {
    return this.options.allInnerTexts();
  }

  /** The numbers of the answers, best first. */
  async numbers(): Promise<(string | undefined)[]> {
    return (await this.rows()).map((row) => /[A-Z]{2}-\d{4}/.exec(row)?.[0]);
  }

  async stepWords(): Promise<string> {
    return (await this.steps.getByRole('listitem').allInnerTexts()).join('\n');
  }

  /** Whether a line with a length is drawn on the map. */
  async wayIsDrawn(): Promise<boolean> {
    // One look: the line may be drawn anew between two.
    return this.page.locator('path.way-line').evaluateAll(([line]) => {
      const box = line?.getBoundingClientRect();
      return box !== undefined && Math.max(box.width, box.height) > 20;
    });
  }
}
