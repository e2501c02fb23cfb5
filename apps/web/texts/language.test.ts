import { describe, expect, it } from 'vitest';
import { preferredLanguage } from './language.js';

describe('the language of the page', () => {
  it('is the first of the browser that has a catalogue, whatever its region', () => {
    expect(preferredLanguage(['fr-FR', 'de-AT', 'en'])).toBe('de');
    expect(preferredLanguage(['EN-gb'])).toBe('en');
    expect(preferredLanguage(['fr', ''])).toBeNull();
  });
});
