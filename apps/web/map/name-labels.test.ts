import { describe, expect, it } from 'vitest';
import type { DrawnTag } from './drawn-tag.js';
import { labelTexts } from './name-labels.js';

const tag = (tagId: number, name: string, number: string): DrawnTag => ({
  tagId,
  name,
  number,
  x: 0,
  y: 0,
  radius90M: 1,
  freshness: 'live',
  style: { colour: 0, icon: null, letters: 'P' },
  status: 'available',
});

describe('what is written beside a marker', () => {
  const tags = [tag(1, 'Infusion pump', 'IP-1'), tag(2, 'Infusion pump', 'IP-2'), tag(3, 'Defibrillator A&E', 'DE-9')];
  const textOf = labelTexts(
    tags.map(({ name }) => name),
    ({ tagId }) => tagId === 2,
  );

  it('is the name where it is the only one', () => {
    expect(textOf(tags[2])).toBe('Defibrillator A&E');
  });

  it('is the number where several have the same name', () => {
    expect(textOf(tags[0])).toBe('IP-1');
  });

  it('is both for the one that is looked at', () => {
    expect(textOf(tags[1])).toBe('Infusion pump · IP-2');
  });
});
