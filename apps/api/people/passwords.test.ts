import { hashSync, parseOptions } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';
import { Passwords } from './passwords.js';

describe('passwords', () => {
  const passwords = new Passwords();

  it('are kept as Argon2id with 19 MiB and two passes at least, salted', async () => {
    const [one, other] = await Promise.all([
      passwords.hash('blue heron at noon'),
      passwords.hash('blue heron at noon'),
    ]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
    expect(parseOptions(one).saltLen).toBeGreaterThanOrEqual(16);
    expect(await passwords.matches(one, 'blue heron at noon')).toBe(true);
    expect(await passwords.matches(one, 'blue heron at noom')).toBe(false);
  });

  it('match nothing where there is no hash, not even the text that is compared with then', async () => {
    expect(await passwords.matches(null, 'nobody has this password')).toBe(false);
  });

  it('are the same however letters were composed', async () => {
    const kept = await passwords.hash('Zähne putzen ist Pflicht');
    expect(await passwords.matches(kept, 'Za\u0308hne putzen ist Pflicht')).toBe(true);
  });

  it('kept with less than today are known as weak', async () => {
    expect(passwords.isWeak(hashSync('x', { memoryCost: 8_192, timeCost: 2 }))).toBe(true);
    expect(passwords.isWeak(await passwords.hash('x'))).toBe(false);
  });

  it('are looked at a few at a time; too many are told to come again, and later ones are served', async () => {
    const kept = hashSync('x', { memoryCost: 64, timeCost: 1 });
    const all = await Promise.allSettled(Array.from({ length: 100 }, () => passwords.matches(kept, 'x')));
    const refused = all.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(all.length - refused.length).toBe(32);
    expect(refused[0].reason).toMatchObject({ problem: { status: 503 }, headers: { 'Retry-After': '3' } });
    expect(await passwords.matches(kept, 'x')).toBe(true);
  });
});
