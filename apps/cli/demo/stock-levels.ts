import { setTimeout as sleep } from 'node:timers/promises';
import { seesEverything } from '#contracts/visibility';
import type { Database } from '#storage/database';
import { ParLevelRefused, ParLevelStore } from '#storage/par-level-store';
import { StockStore } from '#storage/stock-store';

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const hour = 60;
const [day, night, always] = [
  { fromMinute: 6 * hour, untilMinute: 22 * hour },
  { fromMinute: 22 * hour, untilMinute: 6 * hour },
  { fromMinute: 0, untilMinute: 24 * hour },
];

/** What should be ready where in the demo hospital: [room, type, target, critical below, too many above, when]. */
const wanted: [zone: string, typeKey: string, target: number, min: number, max: number | null, time: typeof day][] = [
  ['Equipment store 2A', 'infusion-pump', 6, 3, 14, day],
  ['Equipment store 2A', 'infusion-pump', 3, 1, 14, night],
  ['Equipment store 2A', 'suction-unit', 2, 1, null, always],
  ['Equipment store 2B', 'infusion-pump', 6, 3, 14, day],
  ['Equipment store 2B', 'infusion-pump', 3, 1, 14, night],
  ['Equipment store 2B', 'wheelchair', 3, 1, 8, always],
  ['ICU equipment', 'syringe-pump', 8, 4, 20, always],
  ['ICU equipment', 'ventilator', 4, 2, null, always],
  ['Emergency store', 'infusion-pump', 5, 2, 12, always],
  ['Emergency store', 'ecg', 2, 1, null, always],
  ['Theatre equipment', 'infusion-pump', 4, 2, 10, day],
  ['Central equipment library', 'infusion-pump', 10, 4, null, day],
];

/** Types come with the simulator, a moment after the hospital opened; so often they are looked for, once a second. */
const tries = 120;

/**
 * Gives the demo hospital its stock levels, once: what somebody changed afterwards stays.
 * @param say told before they are written
 */
export async function setDemoStockLevels(database: Database, say: (text: string) => void): Promise<void> {
  const store = new ParLevelStore(database);
  if ((await store.list(seesEverything)).length > 0) return;
  say('Setting the stock levels of the demo hospital ...');
  const zones = new Map((await new StockStore(database).zones()).map(({ name, id }) => [name, id]));
  const rules = { visibility: seesEverything, demandFree: () => undefined, note: () => Promise.resolve() };
  for (const [zone, typeKey, target, criticalMin, criticalMax, time] of wanted) {
    const place = { zoneId: zones.get(zone)!, department: null, siteId: null };
    const level = { typeKey, ...place, days: everyDay, ...time, target, criticalMin, criticalMax };
    await onceTyped(() => store.add(level, rules));
  }
}

async function onceTyped(add: () => Promise<unknown>): Promise<void> {
  for (let tried = 1; ; tried++)
    try {
      await add();
      return;
    } catch (error) {
      const early = error instanceof ParLevelRefused && error.why === 'type';
      if (!early || tried === tries) throw error;
      await sleep(1000);
    }
}
