import { describe, expect, it } from 'vitest';
import { type Reading, understand } from './understand.js';
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

const read = (text: string, reading: Reading = {}) => {
  const { statuses, near, inZones, words, understood } = understand(text, vocabulary, reading);
  return {
    statuses: [...statuses],
    near: near === null || near === 'me' ? near : 'zone' in near ? near.zone.name : near.department.name,
    inZones: inZones && [...inZones],
    words: words.map((word) => word.text),
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
    ['verfügbar', 'available'],
    ['in Wartung', 'in-maintenance'],
    ['verliehen', 'lent'],
    ['vermisst', 'missing'],
    ['defektes', 'needs-repair'],
    ['kaputter', 'needs-repair'],
    ['schmutzigen', 'needs-cleaning'],
    ['schmutziges', 'needs-cleaning'],
    ['sauberes', 'available'],
    ['verfügbaren', 'available'],
    ['freiem', 'available'],
    ['gereinigt', 'available'],
    ['ungereinigte', 'needs-cleaning'],
    ['belegtes', 'in-use'],
    ['verliehene', 'lent'],
    ['verlorenes', 'missing'],
    ['lost', 'missing'],
    ['reserviert', 'reserved'],
    ['reserved', 'reserved'],
    ['außer Betrieb', 'needs-repair'],
  ])('takes "%s" for the status %s', (text, status) => {
    expect(read(text)).toMatchObject({ statuses: [status], words: [] });
  });

  it.each([
    ['avaliable', 'available'],
    ['schmutz', 'needs-cleaning'],
    ['defegt', 'needs-repair'],
    ['verfuegbar', 'available'],
    ['brokne', 'needs-repair'],
    ['dirtz', 'needs-cleaning'],
    ['reserv', 'reserved'],
  ])('takes "%s" for the status %s only when it guesses', (text, status) => {
    expect(read(text, { guessing: true })).toMatchObject({ statuses: [status], words: [] });
    expect(read(text)).toMatchObject({ statuses: [], words: [text] });
  });

  it.each(['broker', 'token', 'cleaner', 'besitzt', 'reader', 'user', 'perfusor', 'lens'])(
    'never takes "%s" for a status',
    (text) => expect(read(text, { guessing: true })).toMatchObject({ statuses: [], words: [text] }),
  );

  it.each([
    ['nearest pump', 'me', ['pump']],
    ['closest free pump', 'me', ['pump']],
    ['next pump', 'me', ['pump']],
    ['nächste freie Pumpe', 'me', ['pumpe']],
    ['naechster Rollstuhl', 'me', ['rollstuhl']],
    ['pump nearby', 'me', ['pump']],
    ['Pumpe in der Nähe', 'me', ['pumpe']],
    ['nearest pump to 4B', 'Ward 4B', ['pump']],
    ['nearest pump to the ward 4b', 'Ward 4B', ['pump']],
    ['pump nearest to 412', 'Room 412', ['pump']],
    ['closest pump near 412', 'Room 412', ['pump']],
    ['nächste Pumpe bei 412', 'Room 412', ['pumpe']],
    ['nächster Rollstuhl zu 4B', 'Ward 4B', ['rollstuhl']],
    ['pump next to 412', 'Room 412', ['pump']],
    ['nearest store', 'me', ['store']],
    ['nearest pump to', 'me', ['pump']],
    ['next', null, ['next']],
  ])('takes "%s" for near %s, and wants %j', (text, near, words) => {
    expect(read(text)).toMatchObject({ near, words });
  });

  it('tells where "nearest" is near to once', () => {
    expect(read('nearest pump').told).toEqual(['nearest = near me', 'pump = type Infusion pump, Syringe pump']);
    expect(read('nearest pump to 4B').told).toEqual([
      'to 4b = near Ward 4B',
      'pump = type Infusion pump, Syringe pump',
    ]);
  });

  it('takes a word for a type before a zone that is called after it, except when more of the zone is said', () => {
    const withBeds: Vocabulary = {
      ...vocabulary,
      types: [...vocabulary.types, termOf(4, 'Bed', ['Bett'])],
      zones: [...vocabulary.zones, termOf({ id: 15, at: 4, department: null }, 'Bed store')],
    };
    const types = (text: string, reading?: Reading) =>
      understand(text, withBeds, reading).words.map(({ text: word, type }) => `${word} ${type}`);
    expect(types('free bed')).toEqual(['bed true']);
    expect(types('beds')).toEqual(['beds true']);
    expect(types('Betten')).toEqual(['betten true']);
    expect(types('bed store')).toEqual(['bed false', 'store false']);
    expect(types('bed', { zonesFirst: true })).toEqual(['bed false']);
    expect(types('store')).toEqual(['store false']);
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
