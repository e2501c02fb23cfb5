import { describe, expect, it } from 'vitest';
import { lettersOf, markerColours, markerStyle } from './marker-style.js';

describe('the look of an asset type', () => {
  it('has the initials of the type', () => {
    expect(lettersOf('Infusion pump')).toBe('IP');
    expect(lettersOf('Wheelchair')).toBe('Wh');
    expect(lettersOf('ECG-monitor, portable')).toBe('EM');
    expect(lettersOf('')).toBe('?');
  });

  it('follows from the key alone and stays within the palette', () => {
    expect(markerStyle('infusion-pump', 'Infusion pump')).toEqual(markerStyle('infusion-pump', 'Infusion pump'));
    for (const key of ['bed', 'wheelchair', 'ventilator', 'ecg', 'ultrasound'])
      expect(markerStyle(key, key).colour).toBeLessThan(markerColours);
  });
});
