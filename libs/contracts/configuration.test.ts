import { describe, expect, it } from 'vitest';
import { readConfiguration } from './configuration.js';

const database = { DATABASE_URL: 'postgresql://wardmap@127.0.0.1:5432/wardmap' };

describe('readConfiguration', () => {
  it('needs nothing but a database', () => {
    const settings = readConfiguration(database);
    expect(settings.WARDMAP_PARTITIONS).toBe(8);
    expect(settings.WARDMAP_HOST).toBe('127.0.0.1');
    expect(settings.REDIS_URL).toBeUndefined();
  });

  it('names every wrong setting at once', () => {
    expect(() => readConfiguration({ DATABASE_URL: 'mysql://x', WARDMAP_PORT: '99999999' })).toThrow(
      /DATABASE_URL: must be a postgres:\/\/ address\n {2}WARDMAP_PORT: /,
    );
  });

  it('shows demo data on a loopback address only', () => {
    expect(() => readConfiguration({ ...database, WARDMAP_DEMO: 'true', WARDMAP_HOST: '0.0.0.0' })).toThrow(
      /loopback|127/,
    );
  });

  it('refuses to take readings that are older than positions are kept', () => {
    expect(() => readConfiguration({ ...database, WARDMAP_POSITION_RETENTION_DAYS: '3' })).toThrow(
      /WARDMAP_MAX_AGE_HOURS/,
    );
    const short = { ...database, WARDMAP_POSITION_RETENTION_DAYS: '3', WARDMAP_MAX_AGE_HOURS: '72' };
    expect(readConfiguration(short).WARDMAP_MAX_AGE_HOURS).toBe(72);
  });
});
