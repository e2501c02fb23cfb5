import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BusFix } from '#contracts/bus';
import type { Messaging } from '#messaging/open-messaging';
import { backends, emptyAddress, open, upTo, type EngineAddress } from './engines.js';

function fixesOf(count: number): BusFix[] {
  return upTo(count).map((index) => [
    index,
    2,
    12.34,
    56.78,
    3.5,
    9,
    1_750_000_000_000 + index,
    3,
    5_000,
    0,
    11,
    62,
    12,
    30,
  ]);
}

describe.each(backends)('the live bus over %s', (backend) => {
  let address: EngineAddress;
  let sender: Messaging;
  let receiver: Messaging;
  let troubles: string[];

  beforeEach(async () => {
    troubles = [];
    address = await emptyAddress(backend);
    sender = await open(address, { role: 'producer' });
    receiver = await open(address, { role: 'producer', onTrouble: (error) => troubles.push(error.message) });
  });
  afterEach(async () => {
    await sender.close();
    await receiver.close();
  });

  it('carries a message to every process that listens, the sender too', async () => {
    const heard: string[] = [];
    await receiver.bus.subscribe('directory-changed', () => heard.push('receiver'));
    await sender.bus.subscribe('directory-changed', () => heard.push('sender'));
    await sender.bus.publish('directory-changed', {});
    await expect.poll(() => heard.toSorted()).toEqual(['receiver', 'sender']);
  });

  it('carries 5000 fixes at once, whole and in order', async () => {
    const heard: BusFix[] = [];
    await receiver.bus.subscribe('fixes', (message) => heard.push(...message.fixes));
    await sender.bus.publish('fixes', { fixes: fixesOf(5000) });
    await expect.poll(() => heard.length).toBe(5000);
    expect(heard).toEqual(fixesOf(5000));
  });

  it('drops a message that breaks its schema, says so, and goes on', async () => {
    const heard: unknown[] = [];
    await receiver.bus.subscribe('fixes', (message) => heard.push(message));
    await sender.bus.publish('fixes', { fixes: [['seven'] as unknown as BusFix] });
    await sender.bus.publish('fixes', { fixes: fixesOf(1) });
    await expect.poll(() => heard).toEqual([{ fixes: fixesOf(1) }]);
    expect(troubles).toHaveLength(1);
  });

  it('survives a handler that throws', async () => {
    let calls = 0;
    await receiver.bus.subscribe('directory-changed', () => {
      calls++;
      throw new Error('handler broke');
    });
    await sender.bus.publish('directory-changed', {});
    await sender.bus.publish('directory-changed', {});
    await expect.poll(() => calls).toBe(2);
    expect(troubles).toEqual(['handler broke']);
  });

  it('is not connected before anybody subscribes, nor after closing', async () => {
    expect(receiver.bus.connected).toBe(false);
    await receiver.bus.subscribe('directory-changed', () => undefined);
    expect(receiver.bus.connected).toBe(true);
    await receiver.close();
    expect(receiver.bus.connected).toBe(false);
  });
});
