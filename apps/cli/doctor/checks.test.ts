import { describe, expect, it } from 'vitest';
import { checkDatabase, checkDisk, checkNode, checkRedis } from './checks.js';

describe('the doctor', () => {
  it('refuses Node before 20.19 and accepts 20.19 and later', () => {
    expect(checkNode('18.20.4')).toMatchObject({ ok: false });
    expect(checkNode('20.18.1')).toMatchObject({ ok: false });
    expect(checkNode('20.19.0')).toMatchObject({ ok: true });
    expect(checkNode('24.1.0')).toEqual({ ok: true, text: 'Node 24.1.0' });
  });

  it('measures the disk even for a folder that is still to be made', () => {
    expect(checkDisk('/tmp/not/there/yet').text).toMatch(/GB free for \/tmp\/not\/there\/yet/);
  });

  it('names the address of a database or Redis that does not answer, never its password', async () => {
    const [database] = await checkDatabase('postgresql://wardmap:hush@127.0.0.1:1/wardmap');
    expect(database).toMatchObject({ ok: false, text: expect.stringContaining('127.0.0.1:1 ') as string });
    const redis = await checkRedis('redis://:hush@127.0.0.1:1');
    expect(redis.text).toContain('127.0.0.1:1 ');
    expect(database.text + redis.text).not.toContain('hush');
  });
});
