import { describe, expect, it } from 'vitest';
import { whyWordsDe } from './why-words-de.js';
import { type Names, whyWordsEn } from './why-words.js';

const names: Names = {
  zone: (id) => (id === null ? 'outside all rooms' : `Room ${id}`),
  reader: (id) => `R-${id}`,
};
const words = (change: Parameters<typeof whyWordsEn.change>[0]) => whyWordsEn.change(change, 'Room 206', names);

describe('what would change an answer, in words', () => {
  it('names the room, the reader and by how much it would have to differ', () => {
    expect(words({ kind: 'level', zoneId: 204, readerId: 12, byDb: 6 })).toBe(
      'Room 204 would be told if R-12 heard it 6 dB stronger.',
    );
    expect(words({ kind: 'level', zoneId: null, readerId: 12, byDb: -3 })).toBe(
      'Outside all rooms would be told if R-12 heard it 3 dB weaker.',
    );
  });

  it('says what speaks against the levels alone', () => {
    expect(words({ kind: 'history', zoneId: 204 })).toBe(
      'The levels alone would point to Room 204; where it was before speaks for Room 206.',
    );
  });

  it('says where a reader is missing, and what it would be worth', () => {
    expect(words({ kind: 'side', towards: 'top left', zoneId: null })).toBe(
      'No reader hears it from the top left of the plan; one there would pin it down.',
    );
    expect(words({ kind: 'reader', awayM: 5, towards: 'right', zoneId: 208, radius90M: 4.04, beforeM: 11.6 })).toBe(
      'One more reader about 5 m away, towards the right of the plan (Room 208), would bring the radius from 12 to 4.0 m.',
    );
  });

  it('asks for a survey stop where the levels are off', () => {
    expect(words({ kind: 'survey', offDb: 7.4 })).toContain('by 7 dB: a survey stop at this place');
  });
});

describe('the same in German', () => {
  it('names room, reader and side', () => {
    const german = (change: Parameters<typeof whyWordsDe.change>[0]) => whyWordsDe.change(change, 'Zimmer 206', names);
    expect(german({ kind: 'level', zoneId: 204, readerId: 12, byDb: -3 })).toBe(
      'Genannt würde „Room 204“, wenn R-12 es 3 dB schwächer hörte.',
    );
    expect(german({ kind: 'side', towards: 'top left', zoneId: null })).toContain('Von oben links im Plan hört');
    expect(
      german({ kind: 'reader', awayM: 5, towards: 'right', zoneId: 208, radius90M: 4.04, beforeM: 11.6 }),
    ).toContain('rechts im Plan (Room 208), brächte den Radius von 12 auf 4,0 m');
  });
});
