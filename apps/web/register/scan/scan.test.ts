import { describe, expect, it } from 'vitest';
import { cameraTrouble } from './camera-trouble.js';
import { cleanCode, outOfSightMs, seen, type LastSeen } from './repeats.js';

describe('codes in front of a camera', () => {
  it('are told once while they stay, and again when they come back or another one was between', () => {
    const frames: [string, number][] = [
      ['A', 0],
      ['A', 200],
      ['A', 1600],
      ['B', 1800],
      ['A', 2000],
      ['A', 2000 + outOfSightMs],
    ];
    let last: LastSeen | null = null;
    const told = frames.flatMap(([code, at]) => {
      const now = seen(last, code, at);
      last = now.last;
      return now.tell ? [`${code}${at}`] : [];
    });
    expect(told).toEqual(['A0', 'B1800', 'A2000', 'A3500']);
  });

  it('lose what ends a line, and keep what stands inside them', () => {
    expect(cleanCode(' IP-1\r\n')).toBe('IP-1');
    expect(cleanCode(']d20109506000134352\u001d21SN7\n')).toBe(']d20109506000134352\u001d21SN7');
    expect(cleanCode('\r')).toBe('');
  });
});

describe('a camera that does not open', () => {
  it('is explained by what can be done about it', () => {
    expect(cameraTrouble('NotAllowedError', true)).toBe('refused');
    expect(cameraTrouble('NotFoundError', true)).toBe('none');
    expect(cameraTrouble('NotReadableError', true)).toBe('busy');
    expect(cameraTrouble('TypeError', false)).toBe('insecure');
    expect(cameraTrouble('TypeError', true)).toBe('other');
  });
});
