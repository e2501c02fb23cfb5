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
    const style = () => markerStyle('infusion-pump', 'Infusion pump', 'pump');
    expect(style()).toEqual(style());
    for (const key of ['bed', 'wheelchair', 'ventilator', 'ecg', 'ultrasound'])
      expect(markerStyle(key, key, 'device').colour).toBeLessThan(markerColours);
  });

  it('has letters where the type has no picture of its own', () => {
    expect(markerStyle('oven', 'Warming oven', 'device')).toMatchObject({ icon: null, letters: 'WO' });
    expect(markerStyle('bed', 'Bed', 'bed').icon).toBe('bed');
  });
});
