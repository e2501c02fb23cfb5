import { describe, expect, it } from 'vitest';
import { cacheMemory } from './cache-memory.js';
import { KeptAnswers, keptAtHeader, mayShowKept } from './kept-answers.js';

const answer = () => new Response('{}', { headers: { 'content-type': 'application/json', 'set-cookie': 'no' } });

describe('answers that are kept for a moment without network', () => {
  it('are kept on a device of one’s own, with the time and without what is nobody’s business', async () => {
    const { answers, storage } = cacheMemory();
    const kept = new KeptAnswers(storage, () => 5000);
    await kept.keep('/api/v1', '/sites', answer());
    expect(answers.size).toBe(0);
    await kept.allow(true);
    await kept.keep('/api/v1', '/sites', answer());
    await kept.keep('/api/v1', '/users', answer());
    expect([...answers.keys()]).toEqual(['/api/v1/sites']);
    const { headers } = answers.get('/api/v1/sites')!;
    expect([headers.get(keptAtHeader), headers.get('content-type'), headers.get('set-cookie')]).toEqual([
      '5000',
      'application/json',
      null,
    ]);
  });

  it('go when the session ends, also one that is just being put aside, and on a shared computer', async () => {
    const { answers, storage } = cacheMemory();
    const kept = new KeptAnswers(storage);
    await kept.allow(true);
    await kept.keep('/api/v1', '/sites', answer());
    const late = kept.keep('/api/v1', '/assets/7', answer());
    await kept.forget();
    await late;
    expect(answers.size).toBe(0);
    await kept.allow(true);
    await kept.keep('/api/v1', '/sites', answer());
    await kept.allow(false);
    expect(answers.size).toBe(0);
  });

  it('are not put aside anew when they were kept ones themselves, and are not more and more', async () => {
    const { answers, storage } = cacheMemory();
    const kept = new KeptAnswers(storage, () => 5000);
    await kept.allow(true);
    await kept.keep('/api/v1', '/sites', new Response('{}', { headers: { [keptAtHeader]: '1' } }));
    expect(answers.size).toBe(0);
    for (let asset = 1; asset <= 200; asset++) await kept.keep('/api/v1', `/assets/${asset}`, answer());
    expect(answers.size).toBe(150);
    expect(answers.has('/api/v1/assets/200')).toBe(true);
    expect(answers.has('/api/v1/assets/1')).toBe(false);
  });

  it('are shown only while the session could still be in use', () => {
    const own = { idleTimeoutS: 600, endsAtMs: 2_000_000, shared: false };
    expect(mayShowKept(own, 1_000_000, 1_500_000)).toBe(true);
    expect(mayShowKept(own, 1_000_000, 1_600_000)).toBe(false);
    expect(mayShowKept({ ...own, idleTimeoutS: 9000 }, 1_000_000, 2_000_000)).toBe(false);
    expect(mayShowKept(own, 1_000_000, 999_999)).toBe(false);
    expect(mayShowKept({ ...own, shared: true }, 1_000_000, 1_000_001)).toBe(false);
    expect(mayShowKept({ ...own, endsAtMs: null }, 1_000_000, 1_000_001)).toBe(false);
  });
});
