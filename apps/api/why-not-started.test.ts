import { describe, expect, it } from 'vitest';
import { readConfiguration } from '#contracts/configuration';
import { whyNotStarted } from './why-not-started.js';

const configuration = readConfiguration({ DATABASE_URL: 'postgres://u:secret@db/w', WARDMAP_PORT: '8081' });
const failure = (code: string, message = code) => Object.assign(new Error(message), { code });

describe('the sentence about a failed start', () => {
  it('names the port that is taken', () => {
    expect(whyNotStarted(failure('EADDRINUSE'), configuration)).toBe(
      'The api cannot start: 127.0.0.1:8081 is in use by another program. Set WARDMAP_PORT to a free port.',
    );
  });

  it('says which engine does not answer, from inside a bundle of errors', () => {
    const error = new AggregateError([failure('ECONNREFUSED', 'connect ECONNREFUSED ::1:5432')], '');
    expect(whyNotStarted(error, configuration)).toContain('connect ECONNREFUSED ::1:5432');
  });

  it('never shows a password', () => {
    expect(whyNotStarted(new Error('cannot reach postgres://u:secret@db/w'), configuration)).toBe(
      'The api cannot start: cannot reach postgres://db/w',
    );
  });
});
