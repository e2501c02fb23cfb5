import type { Locator, Page } from 'playwright-core';
import { patience } from '../support/patience.js';

/** The walk through a floor as a person with a phone meets it. */
export class Walking {
  readonly here: Locator;
  readonly heading: Locator;
  readonly room: Locator;
  readonly timer: Locator;

  constructor(readonly page: Page) {
    this.here = page.getByRole('button', { name: 'I am here' });
    this.heading = page.getByRole('main').getByRole('heading', { level: 2 });
    this.room = page.getByLabel('I am in');
    this.timer = page.getByRole('timer');
  }

  /** From the list of heard tags to the first proposed place. */
  async start(tagName: string): Promise<void> {
    await this.page.getByRole('radio', { name: tagName }).check(patience);
    await this.page.getByRole('button', { name: `Start with ${tagName}` }).click();
    await this.here.waitFor(patience);
  }

  /** Says "I am here" and waits until readers have listened long enough for a stop to count. */
  async makeStop(): Promise<void> {
    await this.here.click();
    await this.timer.waitFor(patience);
    await this.page.getByRole('button', { name: 'that is enough' }).click(patience);
  }

  async chooseRoom(name: string): Promise<void> {
    await this.room.selectOption({ label: name });
  }

  /** The room that the pin is in. */
  async roomOfPin(): Promise<string> {
    return (await this.room.locator('option:checked').textContent()) ?? '';
  }
}
