import type { Locator, Page } from 'playwright-core';
import { z } from 'zod';
import { floorplanSchema } from '#contracts/floorplan';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../../apps/cli/embedded/project-folder.js';

const { minX, minY, maxX, maxY } = z
  .object({ floor: floorplanSchema.shape.floor })
  .parse(JSON.parse(readFileSync(join(projectFolder(), 'floorplans/demo-hospital/dh-l0.json'), 'utf8'))).floor.bounds;

/** The page of a floor as a person meets it: by names and roles. */
export class FloorPage {
  readonly search: Locator;
  readonly panel: Locator;
  readonly listButton: Locator;

  constructor(readonly page: Page) {
    this.search = page.getByRole('combobox', { name: 'Find equipment' });
    this.panel = page.getByRole('complementary');
    this.listButton = page.getByRole('button', { name: /items? on this floor/ });
  }

  async openList(): Promise<void> {
    await this.listButton.click();
    await this.page.getByRole('heading', { name: 'On this floor' }).waitFor();
  }

  closeList(): Promise<void> {
    return this.page.getByRole('button', { name: 'Close the list' }).click();
  }

  /** What the list says of an asset: name, age, place and number. */
  row(name: string): Promise<string> {
    return this.panel.getByRole('listitem').filter({ hasText: name }).innerText();
  }

  /** How fresh the list shows an asset: live, ageing or lost. */
  freshness(name: string): Promise<string | null> {
    const row = this.panel.getByRole('listitem').filter({ hasText: name });
    return row.locator('[data-freshness]').last().getAttribute('data-freshness');
  }

  /** Kind and words of the sign that says whether the map shows the present. */
  async connection(): Promise<{ kind: string | null; words: string }> {
    const sign = this.page.locator('[data-kind]');
    return { kind: await sign.getAttribute('data-kind'), words: await sign.innerText() };
  }

  async selectedName(): Promise<string | null> {
    const panel = this.page.getByRole('complementary', { name: 'Selected equipment' });
    // One look: the panel may go between two, and the second would wait for it.
    const [name = null] = await panel.getByRole('heading', { level: 2 }).allInnerTexts();
    return name;
  }

  /** Where a place on the floor (metres) stands on the screen: the drawing covers exactly the floor's bounds. */
  async onScreen(x: number, y: number): Promise<{ x: number; y: number }> {
    const plan = await this.page.locator('img.plan-image').boundingBox();
    if (!plan) throw new Error('The drawing of the floor is not shown.');
    return {
      x: plan.x + ((x - minX) / (maxX - minX)) * plan.width,
      y: plan.y + ((maxY - y) / (maxY - minY)) * plan.height,
    };
  }

  /** Clicks on the map at a place on the floor (metres). */
  async clickMap(x: number, y: number): Promise<void> {
    const at = await this.onScreen(x, y);
    await this.page.mouse.click(at.x, at.y);
  }
}
