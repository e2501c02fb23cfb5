import { describe, expect, it } from 'vitest';
import { chipsOf, shorter, withWord, without, withoutStatus } from './question.js';

describe('the parts of a question', () => {
  it('can be taken out as whole words, whatever their capitals', () => {
    expect(without('pump free near 2A', 'Free')).toBe('pump near 2A');
    expect(without('pump free near 2A', 'near 2a')).toBe('pump free');
    expect(without('freezer free', 'free')).toBe('freezer');
    expect(without('pump', 'free')).toBe('pump');
    expect(without('pump', 'pump')).toBe('');
    expect(without('pump', ' ')).toBe('pump');
  });

  it('are found as the server reads them, without accents and signs', () => {
    expect(without('Pumpe verfügbar', 'verfugbar')).toBe('Pumpe');
    expect(without('monitor, near 2-B', 'near 2b')).toBe('monitor,');
    expect(without('IP-0042 free', 'ip 0042')).toBe('free');
  });

  it('can be added once', () => {
    expect(withWord('pump', 'free')).toBe('pump free');
    expect(withWord('Free pump', 'free')).toBe('Free pump');
    expect(withWord('', 'free')).toBe('free');
  });

  it('leave less to ask for when nothing was found', () => {
    expect(shorter('infusion pump  green')).toBe('infusion pump');
    expect(shorter('defibrilator')).toBe('defibrila');
    expect(shorter('pump')).toBeNull();
  });

  it('show what they were taken for, and statuses go together', () => {
    const understood = [
      { text: 'pump', as: 'type', name: 'Infusion pump' },
      { text: 'dirty', as: 'status', name: 'Needs cleaning' },
      { text: 'oxf', as: 'words', name: 'oxf' },
    ] as const;
    expect(chipsOf(understood).map(({ as }) => as)).toEqual(['type', 'status']);
    expect(withoutStatus('pump dirty oxf', understood)).toBe('pump oxf');
  });
});
