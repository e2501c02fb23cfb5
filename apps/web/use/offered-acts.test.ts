import { expect, it } from 'vitest';
import { assetStatuses, soundStatuses, type AssetStatus } from '#contracts/asset-status';
import { backAs, offeredActs, offeredForms, saidBy } from './offered-acts.js';

const asset = (value: AssetStatus, reserved: 'mine' | 'theirs' | null = null) => ({
  status: { value, since: '', source: 'place' as const, by: null, note: null },
  reservation: reserved && { by: 'Anna', mine: reserved === 'mine', note: null, until: '' },
});

it('never offers to say what an asset is already', () => {
  for (const value of assetStatuses)
    expect(offeredActs(asset(value), false).map((act) => saidBy[act])).not.toContain(value);
});

it('offers nothing that makes equipment with an open defect ready', () => {
  for (const value of assetStatuses)
    for (const act of offeredActs(asset(value), true)) expect(soundStatuses).not.toContain(saidBy[act]);
  expect(offeredActs(asset('needs-repair'), true)).toEqual(['missing']);
});

it('offers to clean what is dirty first, and nothing to take of what is lent or somebody else’s', () => {
  expect(offeredActs(asset('needs-cleaning'), false)[0]).toBe('cleaned');
  expect(offeredForms(asset('available'))).toEqual(['reserve', 'defect', 'lend']);
  expect(offeredForms(asset('available', 'mine'))).toEqual(['defect', 'lend']);
  expect(offeredForms(asset('available', 'theirs'))).toEqual(['defect']);
  expect(offeredForms(asset('lent'))).toEqual(['defect']);
});

it('asks how it came back, to be cleaned unless it is said to be clean, but not of what has a defect', () => {
  const lent = asset('lent');
  expect(offeredActs(lent, false).map((act) => backAs[act])).toEqual(['needs-cleaning', 'available']);
  expect(offeredActs(lent, true)).toEqual(['back']);
});
