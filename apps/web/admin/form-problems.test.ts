import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ApiError } from '../app/api.js';
import { problemsAfter, problemsIn } from './form-problems.js';

const fields = ['email', 'siteIds'] as const;

describe('what is wrong with a form', () => {
  it('is said in its own words before it is sent', () => {
    const { error } = z.object({ email: z.string(), siteIds: z.array(z.int()).min(1) }).safeParse({ siteIds: [] });
    expect(problemsIn(error!, fields, { email: 'Give an address.', siteIds: 'Choose a site.' })).toEqual({
      email: 'Give an address.',
      siteIds: 'Choose a site.',
    });
  });

  it('is said in the words of the server after that', () => {
    const taken = new ApiError(409, 'Refused', [{ pointer: '/email', detail: 'There is somebody with this address.' }]);
    expect(problemsAfter(taken, fields)).toEqual({ email: 'There is somebody with this address.' });
    expect(problemsAfter(new Error('the server could not be reached.'), fields)).toEqual({
      form: 'the server could not be reached.',
    });
  });
});
