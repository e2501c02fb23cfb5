import { describe, expect, it, vi } from 'vitest';
import { Directory } from './directory.js';

/** A house whose register can change, and be read slowly. */
class House {
  version_ = 1;
  reads = 0;
  tags_ = [{ id: 21, key: 'aabbccddeeff' }];
  hold: Promise<void> = Promise.resolve();
  async version() {
    return this.version_;
  }
  async readers() {
    return [{ id: 11, key: 'Gateway-1', floorId: 1 }];
  }
  async floors() {
    return [];
  }
  async tags() {
    this.reads++;
    const tags = this.tags_;
    await this.hold;
    return tags;
  }
  async liveAssets() {
    return [];
  }
}

const quiet = { warn: () => undefined };

describe('the directory', () => {
  it('knows devices by any spelling of their MAC address, and other keys as they are', async () => {
    const directory = new Directory(new House(), quiet);
    await directory.refresh();
    for (const key of ['aabbccddeeff', 'AA:BB:CC:DD:EE:FF', ' aa-bb-cc-dd-ee-ff'])
      expect(directory.tagId(key)).toBe(21);
    expect([directory.readerId('Gateway-1'), directory.readerId('gateway-1')]).toEqual([11, undefined]);
  });

  it('is read again only when its version has changed', async () => {
    const house = new House();
    const directory = new Directory(house, quiet);
    await directory.ask();
    await directory.ask();
    expect(house.reads).toBe(1);
    house.version_ = 2;
    await directory.ask();
    expect(house.reads).toBe(2);
  });

  it('asks one question at a time, however long the database keeps silent', async () => {
    vi.useFakeTimers();
    try {
      let asked = 0;
      let answer!: (version: number) => void;
      const house = Object.assign(new House(), {
        version: () => (asked++, new Promise<number>((resolve) => (answer = resolve))),
      });
      const directory = new Directory(house, quiet);
      directory.keepFresh();
      await vi.advanceTimersByTimeAsync(20_000);
      expect(asked).toBe(1);
      answer(-1);
      await vi.advanceTimersByTimeAsync(2_000);
      expect(asked).toBe(2);
      directory.close();
    } finally {
      vi.useRealTimers();
    }
  });

  it('holds what was there before a refresh was asked for, even while an older read is under way', async () => {
    const house = new House();
    let go: () => void = () => undefined;
    house.hold = new Promise((resolve) => (go = resolve));
    const directory = new Directory(house, quiet);
    const early = directory.refresh();
    await new Promise((resolve) => setImmediate(resolve));
    house.tags_ = [{ id: 22, key: 'new' }];
    const late = [directory.refresh(), directory.refresh()];
    go();
    await Promise.all([early, ...late]);
    expect([directory.tagId('new'), house.reads]).toEqual([22, 2]);
  });
});
