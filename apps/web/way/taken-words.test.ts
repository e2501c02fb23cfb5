import { expect, it } from 'vitest';
import { assetStatuses } from '#contracts/asset-status';
import { takenWords } from './taken-words.js';

const clock = () => '14:30';
const reservation = (mine: boolean) => ({ by: 'Anna', mine, note: null, until: '' });

it('says of everything but what is free why it cannot be taken', () => {
  for (const status of assetStatuses.filter((one) => one !== 'retired'))
    expect(takenWords({ status, reservation: null }, clock) === null).toBe(status === 'available');
  expect(takenWords({ status: 'in-use', reservation: null }, clock)).toBe('Not to be taken: in use');
});

it('names who has reserved it, but nobody to whoever reserved it themselves', () => {
  const words = takenWords({ status: 'available', reservation: reservation(false) }, clock);
  expect(words).toBe('Not to be taken: reserved by Anna until 14:30');
  expect(takenWords({ status: 'available', reservation: reservation(true) }, clock)).toBe(null);
});
