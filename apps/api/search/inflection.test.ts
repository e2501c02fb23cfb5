import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjectiveForms, singularForms } from './inflection.js';

describe('plurals', () => {
  it.each([
    ['pumps', 'pump'],
    ['wheelchairs', 'wheelchair'],
    ['boxes', 'box'],
    ['mattresses', 'mattress'],
    ['trolleys', 'trolley'],
    ['batteries', 'battery'],
    ['betten', 'bett'],
    ['pumpen', 'pumpe'],
    ['monitore', 'monitor'],
    ['monitoren', 'monitor'],
    ['rollstuhle', 'rollstuhl'],
    ['liegen', 'liege'],
    ['defis', 'defi'],
    ['gerate', 'gerat'],
  ])('%s may be those of %s', (plural, singular) => expect(singularForms(plural)).toContain(singular));

  it('are those of any word with a plural ending, and of nothing that is too short to have one', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{3,12}$/), fc.constantFrom('s', 'es', 'e', 'en', 'n'), (word, ending) => {
        expect(singularForms(word + ending)).toContain(word);
        for (const form of singularForms(word)) {
          expect(form.length).toBeGreaterThanOrEqual(3);
          expect(form).not.toBe(word);
        }
      }),
    );
  });
});

describe('adjectives', () => {
  it('are known with every German ending, and as they are', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z]{3,12}$/),
        fc.constantFrom('', 'e', 'er', 'es', 'en', 'em'),
        (word, ending) => {
          expect(adjectiveForms(word + ending)).toContain(word);
        },
      ),
    );
  });
});
