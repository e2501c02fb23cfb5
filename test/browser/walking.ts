import type { Locator, Page } from 'playwright-core';
import { patience } from '../support/patience.js';
import { tapUntil } from './tap-until.js';

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

  /** Keeps a stop from ending by itself after half a minute, however slow the machine is: the page's clock stands still. */
  holdClock(): Promise<void> {
    return this.page.clock.setFixedTime(Date.now());
  }

  /** Lets the page's clock go on. */
  releaseClock(): Promise<void> {
    return this.page.clock.setSystemTime(Date.now());
  }

  /** Says that it is enough as soon as that can be said, or lets the stop end by itself, until something is told. */
  endStop(told: Locator): Promise<void> {
    return tapUntil(this.page.getByRole('button', { name: 'that is enough' }), () => told.isVisible());
  }

  async chooseRoom(name: string): Promise<void> {
    await this.room.selectOption({ label: name });
  }

  /** The room that the pin is in. */
  async roomOfPin(): Promise<string> {
    return (await this.room.locator('option:checked').textContent()) ?? '';
  }
}
