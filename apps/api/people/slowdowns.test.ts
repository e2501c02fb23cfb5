import { describe, expect, it } from 'vitest';
import { accountSlowdowns, addressClass, codeSlowdowns } from './slowdowns.js';

describe('the address of a guess', () => {
  it.each([
    ['10.1.2.3', '10.1.2.3'],
    ['::ffff:10.1.2.3', '10.1.2.3'],
    ['2001:db8:0:7:1::9', '2001:db8:0:7::/64'],
    ['2001:0db8:0000:0007:ffff:ffff:ffff:ffff', '2001:db8:0:7::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', ''],
  ])('%s counts as %s', (address, counted) => {
    expect(addressClass(address)).toBe(counted);
  });
});

describe('slow-downs', () => {
  const keys = (account: string, address: string, known = false) =>
    accountSlowdowns('password', account, address, known).map(({ key }) => key);

  it('tell accounts and addresses apart, and share what they have in common', () => {
    const [both, address, account] = keys('nora', '10.0.0.1');
    expect(keys('nora', '10.0.0.2')).toEqual([
      expect.not.stringMatching(both),
      expect.not.stringMatching(address),
      account,
    ]);
    expect(keys('otto', '10.0.0.1')).toEqual([
      expect.not.stringMatching(both),
      address,
      expect.not.stringMatching(account),
    ]);
  });

  it('leave the account as a whole alone where its person is known', () => {
    expect(keys('nora', '10.0.0.1', true)).toEqual(keys('nora', '10.0.0.1').slice(0, 2));
  });

  it('keep nothing that was typed', () => {
    const all = [
      ...accountSlowdowns('password', 'nora', '10.0.0.1', false),
      ...codeSlowdowns('invitation', '10.0.0.1'),
    ];
    for (const { key } of all) expect(key).toMatch(/^[0-9a-f]{64}$/);
  });
});
