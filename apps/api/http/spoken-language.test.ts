import { describe, expect, it } from 'vitest';
import { spokenLanguage } from './spoken-language.js';

describe('the language of an answer', () => {
  it('is the best of those asked for that the api speaks', () => {
    expect(spokenLanguage('de-DE,de;q=0.9,en;q=0.8')).toBe('de');
    expect(spokenLanguage('fr, en;q=0.4, de;q=0.7')).toBe('de');
    expect(spokenLanguage('de;q=0, en')).toBe('en');
  });

  it('is English where nothing fits, or nothing sensible is asked', () => {
    for (const header of [undefined, '', 'fr', ';;q=,,', 'de;q=0']) expect(spokenLanguage(header)).toBe('en');
  });
});
