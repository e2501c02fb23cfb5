import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addNumbers, backends, emptyAddress, numberedJob, open, startOwnEngine, upTo } from './engines.js';
import { patience } from '../support/patience.js';

const consumerProcess = fileURLToPath(new URL('./consumer-process.ts', import.meta.url));
/** Runs a TypeScript file in a process of its own, with the import map of the sources. */
const runTypeScript = `
  import { runnerImport } from 'vite';
  const resolve = { conditions: ['source'] };
  await runnerImport(process.argv[1], { logLevel: 'silent', environments: { inline: { resolve } } });`;

describe.each(backends)('interruptions over %s', (backend) => {
  it('let the jobs of a killed process be handled first, before all that waited behind it', async () => {
    const address = await emptyAddress(backend);
    const messaging = await open(address);
    await addNumbers(messaging, 0, upTo(8));
    const child = spawn(process.execPath, ['--input-type=module', '-e', runTypeScript, consumerProcess], {
      env: { ...process.env, ADDRESS: JSON.stringify(address), STUCK_AT: '3' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (text: Buffer) => (said += text));
    await expect.poll(() => said, patience).toBe('0\n1\n2\n3\n');
    child.kill('SIGKILL');
    await once(child, 'exit');

    const handled: number[] = [];
    await messaging.readings.consume(0, async ([job]) => void handled.push(job.receivedAt));
    await addNumbers(messaging, 0, [8]);
    // It had taken all of them together, so none of them was done.
    await expect.poll(() => handled).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    await messaging.close();
  });

  it('refuse readings while the server is away, and still close', async () => {
    const engine = await startOwnEngine(backend);
    const messaging = await open(engine.address);
    await messaging.readings.consume(0, async () => undefined);
    await messaging.bus.subscribe('directory-changed', () => undefined);
    await engine.stop();
    await expect(addNumbers(messaging, 0, [1])).rejects.toThrow();
    await expect.poll(() => messaging.bus.connected).toBe(false);
    await expect(messaging.bus.publish('directory-changed', {})).rejects.toThrow();
    await messaging.close();
  });

  describe('with a server that restarts', () => {
    let engine: Awaited<ReturnType<typeof startOwnEngine>>;
    beforeAll(async () => {
      engine = await startOwnEngine(backend);
    });
    afterAll(() => engine.stop());

    it('lose no accepted job and keep the order, whatever moment the server crashes in', async () => {
      const messaging = await open(engine.address);
      const handled: number[] = [];
      await messaging.readings.consume(0, async ([job]) => {
        await sleep(2);
        handled.push(job.receivedAt);
      });
      let restarting = true;
      const accepted: number[] = [];
      const produce = async () => {
        for (let number = 0; restarting; number++) {
          const jobs = [{ partition: 0, job: numberedJob(number) }];
          const tryUntilAccepted = async (): Promise<void> =>
            messaging.readings.add(jobs).catch(() => sleep(20).then(tryUntilAccepted));
          await tryUntilAccepted();
          accepted.push(number);
        }
      };
      const producing = produce();
      for (const mode of ['immediate', 'fast', 'immediate'] as const) {
        const before = accepted.length;
        await expect.poll(() => accepted.length, patience).toBeGreaterThan(before + 100);
        await engine.restart(mode);
      }
      restarting = false;
      await producing;
      await expect.poll(() => new Set(handled).size, patience).toBe(accepted.length);
      // A job may come twice (its answer was lost); its first coming is what keeps the order.
      expect([...new Set(handled)]).toEqual(accepted);
      await messaging.close();
    });

    it('wake a sleeping consumer by itself after the server was away', async () => {
      const messaging = await open(engine.address);
      const handled: number[] = [];
      const consumer = await messaging.readings.consume(1, async ([job]) => void handled.push(job.receivedAt));
      await expect.poll(() => consumer.idle()).toBe(true);
      await engine.restart('immediate');
      const producer = await open(engine.address, { role: 'producer' });
      await addNumbers(producer, 1, [1]);
      await expect.poll(() => handled, patience).toEqual([1]);
      await addNumbers(producer, 1, [2]);
      await expect.poll(() => handled, patience).toEqual([1, 2]);
      await producer.close();
      await messaging.close();
    });

    it('notice a gap in the live bus, and only after it deliver again', async () => {
      const messaging = await open(engine.address);
      const events: string[] = [];
      messaging.bus.onGap(() => events.push(`gap, connected: ${messaging.bus.connected}`));
      await messaging.bus.subscribe('directory-changed', () => events.push('message'));
      expect(messaging.bus.connected).toBe(true);
      await engine.restart('immediate');
      await expect.poll(() => events, patience).toEqual(['gap, connected: true']);
      await messaging.bus.publish('directory-changed', {});
      await expect.poll(() => events).toEqual(['gap, connected: true', 'message']);
      await messaging.close();
    });
  });
});
