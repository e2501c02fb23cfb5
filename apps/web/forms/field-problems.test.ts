import { describe, expect, it } from 'vitest';
import { problemsOf } from './field-problems.js';

const fields = ['email', 'password'] as const;

describe('what the server refuses', () => {
  it('stands at its field, the first reason of each', () => {
    const errors = [
      { pointer: '/password', detail: 'too short' },
      { pointer: '/password', detail: 'too common' },
      { pointer: '/email', detail: 'no address' },
    ];
    expect(problemsOf({ errors, message: 'refused' }, fields)).toEqual({ password: 'too short', email: 'no address' });
  });

  it('stands at the form when it has no field there', () => {
    const errors = [{ pointer: '/passwordHint', detail: 'unknown' }];
    expect(problemsOf({ errors, message: 'refused' }, fields)).toEqual({ form: 'unknown' });
    expect(problemsOf({ errors: [], message: 'not now' }, fields)).toEqual({ form: 'not now' });
  });
});
