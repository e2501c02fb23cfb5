import { describe, expect, it } from 'vitest';
import { newPasswordWords } from './password-words.js';

describe('the words below a new password', () => {
  it('count what is missing', () => {
    expect(newPasswordWords('')).toContain('At least 12');
    expect(newPasswordWords('correct hor')).toBe('1 more character.');
    expect(newPasswordWords('correct')).toBe('5 more characters.');
    expect(newPasswordWords('correct hors')).toContain('Long enough');
  });
});
