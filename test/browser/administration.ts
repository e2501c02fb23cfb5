import type { Locator, Page } from 'playwright-core';
import { patience } from '../support/patience.js';

/** The pages of administration as a person meets them: by names and roles. */
export class Administration {
  constructor(
    readonly page: Page,
    private readonly address: string,
  ) {}

  async open(name: 'users' | 'keys' | 'audit' | 'privacy'): Promise<void> {
    await this.page.goto(`${this.address}/admin/${name}`);
    const none = this.page.getByText(/There is no key yet|No key is in use/);
    await this.page.getByRole('table').or(none).first().waitFor(patience);
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  tick(name: RegExp): Promise<void> {
    return this.page.getByRole('checkbox', { name }).check();
  }

  says(words: string | RegExp): Promise<void> {
    return this.page.getByText(words).first().waitFor({ timeout: patience.timeout });
  }

  /** Waits until something has the focus of the keyboard. */
  hasFocus(place: Locator): Promise<void> {
    return place.and(this.page.locator(':focus')).waitFor({ timeout: patience.timeout });
  }

  /** Everything a table says of something, by its name. */
  row(name: string): Promise<string> {
    return this.page.getByRole('row').filter({ hasText: name }).first().innerText();
  }

  /** What a field to be copied holds. */
  copyable(label: string): Promise<string> {
    return this.page.getByRole('group', { name: label, exact: true }).innerText({ timeout: patience.timeout });
  }
}
