import { describe, expect, it } from 'vitest';
import type { AssetStatus } from '#contracts/asset-status';
import type { SearchStore } from '#storage/search-store';
import { FreshRegister } from './fresh-register.js';

/** A house with one pump and a log of changes of its status, each seen once it is committed. */
function house() {
  const changes: { id: number; status: AssetStatus }[] = [];
  let nowMs = 1_000_000;
  let status: AssetStatus = 'available';
  const whole = { reads: 0 };
  const store: Pick<SearchStore, 'assets' | 'words' | 'types' | 'news' | 'doubted' | 'statuses'> = {
    assets: async () => [{ id: 1, typeId: 1, department: null, person: false, status, tagId: null, version: '1' }],
    words: async () => [{ id: 1, tagKey: null, udiKey: null, words: 'p 1 pump', codes: ['p1', '', ''] }],
    types: async () => [],
    doubted: async () => [],
    statuses: async () => {
      whole.reads++;
      return [[1, status]];
    },
    news: async (since) => ({
      lastStatus: Math.max(0, ...changes.map(({ id }) => id)),
      lastReport: 0,
      statuses: changes.some(({ id }) => id > since) ? [[1, status]] : [],
      reserved: [],
    }),
  };
  const registers = new FreshRegister(store as SearchStore, { onAssets: () => undefined }, () => nowMs);
  return {
    whole,
    commit: (id: number, to: AssetStatus) => {
      changes.push({ id, status: to });
      status = to;
    },
    wait: (ms: number) => (nowMs += ms),
    told: async () => (await registers.current()).status[0],
  };
}

describe('the register in memory', () => {
  it('hears of a status whose change is committed after thousands with later ids', async () => {
    const { commit, wait, told } = house();
    commit(10_000, 'in-use');
    expect(await told()).toBe('in-use');
    commit(20_000, 'available');
    wait(1_000);
    expect(await told()).toBe('available');
    wait(10_000);
    commit(10_001, 'needs-cleaning');
    expect(await told()).toBe('needs-cleaning');
  });

  it('catches up with a change however late it is committed', async () => {
    const { commit, wait, told, whole } = house();
    commit(10_000, 'in-use');
    for (let look = 0; look < 5; look++) {
      expect(await told()).toBe('in-use');
      wait(60_000);
    }
    const { reads } = whole;
    expect(await told()).toBe('in-use');
    commit(5, 'lent');
    wait(31_000);
    expect(await told()).toBe('lent');
    expect(whole.reads).toBe(reads + 2);
  });

  it('reads what is long known no more', async () => {
    const { commit, wait, told, whole } = house();
    commit(1, 'in-use');
    await told();
    for (let look = 0; look < 100; look++) {
      wait(100);
      await told();
    }
    expect(whole.reads).toBe(0);
  });
});
