import { describe, expect, it } from 'vitest';
import { problemsAt } from './problem-fields.js';

const fields = ['email', 'siteIds'] as const;

describe('what is wrong with a form', () => {
  it('stands at its field, the first sentence of each', () => {
    const errors = [
      { pointer: '/email', detail: 'There is a user with this address already' },
      { pointer: '/email', detail: 'Too long' },
      { pointer: '/siteIds/0', detail: 'You do not see this site' },
    ];
    expect(problemsAt(errors, 'Refused', fields)).toEqual({
      at: { email: 'There is a user with this address already', siteIds: 'You do not see this site' },
      rest: null,
    });
  });

  it('is said above the form when it belongs to no field', () => {
    expect(problemsAt([], 'The server could not be reached.', fields).rest).toBe('The server could not be reached.');
    expect(problemsAt([{ pointer: '', detail: 'no' }], 'Refused', fields)).toEqual({ at: {}, rest: 'Refused' });
    expect(problemsAt([{ pointer: '/constructor', detail: 'no' }], 'Refused', fields).rest).toBe('Refused');
  });

  it('can be said in words of its own', () => {
    const errors = [{ pointer: '/siteIds', detail: 'Too small: expected array to have >=1 items' }];
    expect(problemsAt(errors, 'Refused', fields, { siteIds: 'Choose a site.' }).at.siteIds).toBe('Choose a site.');
  });
});
