import { describe, expect, it } from 'vitest';
import { understand } from './understand.js';
import { termOf, type Vocabulary } from './vocabulary.js';

const vocabulary: Vocabulary = {
  types: [
    termOf(1, 'Infusion pump', ['infusion-pump', 'IV pump', 'Infusionspumpe', 'Volumat']),
    termOf(2, 'Syringe pump', ['Spritzenpumpe', 'Perfusor']),
    termOf(3, 'Wheelchair', ['Rollstuhl']),
  ],
  zones: [
    termOf({ id: 11, at: 0, department: 'Ward 4B' }, 'Room 412'),
    termOf({ id: 12, at: 1, department: 'Ward 4B' }, 'Ward 4B, clean utility'),
    termOf({ id: 13, at: 2, department: null }, 'Clean utility'),
    termOf({ id: 14, at: 3, department: 'Ward 2A' }, 'Store'),
  ],
  departments: ['Ward 2A', 'Ward 4B', 'Cardiology'].map((name) => termOf(name, name)),
};

const read = (text: string) => {
  const { statuses, near, inZones, words, understood } = understand(text, vocabulary);
  return {
    statuses: [...statuses],
    near: near === null || near === 'me' ? near : 'zone' in near ? near.zone.name : near.department.name,
    inZones: inZones && [...inZones],
    words,
    told: understood.map(({ text, as, name }) => `${text} = ${as} ${name}`),
  };
};

describe('a question', () => {
  it('is read as type, status and place', () => {
    expect(read('pump free near 4B')).toEqual({
      ...{ statuses: ['available'], near: 'Ward 4B', inZones: null, words: ['pump'] },
      told: ['free = status free', 'near 4b = near Ward 4B', 'pump = type Infusion pump, Syringe pump'],
    });
  });

  it('is read in German too', () => {
    expect(read('freie Infusionspumpe bei 412')).toMatchObject({
      statuses: ['available'],
      near: 'Room 412',
      words: ['infusionspumpe'],
    });
    expect(read('schmutzige Rollstühle')).toMatchObject({ statuses: ['needs-cleaning'], words: ['rollstuhle'] });
    expect(read('Perfusor in der Nähe von Station')).toMatchObject({ near: null, words: ['perfusor', 'station'] });
    expect(read('Pumpe im Store')).toMatchObject({ inZones: [3], words: ['pumpe'] });
  });

  it.each([
    ['dirty', 'needs-cleaning'],
    ['in use', 'in-use'],
    ['defekt', 'needs-repair'],
    ['broken', 'needs-repair'],
    ['avaliable', 'available'],
    ['verfügbar', 'available'],
    ['in Wartung', 'in-maintenance'],
    ['verliehen', 'lent'],
    ['vermisst', 'missing'],
    ['schmutz', 'needs-cleaning'],
  ])('takes "%s" for the status %s', (text, status) => {
    expect(read(text)).toMatchObject({ statuses: [status], words: [] });
  });

  it('takes clean for a status, and clean utility for a room', () => {
    expect(read('clean pump')).toMatchObject({ statuses: ['available'], words: ['pump'] });
    expect(read('pump in clean utility')).toMatchObject({ statuses: [], inZones: [2] });
  });

  it('stays calm while somebody still types where', () => {
    for (const text of ['pump near', 'pump near ', 'pump in', 'pump bei'])
      expect(read(text)).toMatchObject({ near: null, inZones: null, words: ['pump'] });
    expect(read('pump near 4')).toMatchObject({ near: 'Ward 4B' });
  });

  it('knows me, and all zones of a department', () => {
    expect(read('pump near me')).toMatchObject({ near: 'me' });
    expect(read('pump hier')).toMatchObject({ words: ['pump', 'hier'] });
    expect(read('pump in ward 4b')).toMatchObject({ inZones: [0, 1] });
  });

  it('keeps numbers whole', () => {
    expect(read('P-4711')).toMatchObject({ words: ['p-4711'] });
    expect(read('AA:BB:CC:00:00:01,')).toMatchObject({ words: ['aa:bb:cc:00:00:01'] });
  });

  it('names what was mistyped by what was meant', () => {
    expect(read('infsion pmup').told).toEqual(['infsion pmup = type Infusion pump']);
    expect(read('wheelchiar').told).toEqual(['wheelchiar = type Wheelchair']);
  });

  it('is nothing when nothing is said', () => {
    for (const text of ['', '   ', '-', '"%_\\'])
      expect(read(text)).toEqual({ statuses: [], near: null, inZones: null, words: [], told: [] });
  });
});
