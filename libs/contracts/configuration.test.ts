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

  it('opens a demo to the network only on purpose', () => {
    const open = { ...database, WARDMAP_DEMO: 'true', WARDMAP_HOST: '0.0.0.0', WARDMAP_DEMO_OPEN: 'true' };
    expect(readConfiguration(open).WARDMAP_DEMO_OPEN).toBe(true);
    expect(() => readConfiguration({ ...open, WARDMAP_DEMO_OPEN: 'false' })).toThrow('WARDMAP_DEMO_OPEN=true');
  });

  it('takes a secret of 32 bytes and nothing shorter, without repeating it', () => {
    const secret = Buffer.alloc(32, 1).toString('base64');
    expect(readConfiguration({ ...database, WARDMAP_SECRET: secret }).WARDMAP_SECRET).toBe(secret);
    for (const wrong of ['hushhush', Buffer.alloc(31).toString('base64'), Buffer.alloc(33).toString('base64')]) {
      const refusal = () => readConfiguration({ ...database, WARDMAP_SECRET: wrong });
      expect(refusal).toThrow(/WARDMAP_SECRET: must be 32 random bytes in base64/);
      expect(refusal).not.toThrow(wrong);
    }
  });

  it('refuses to take readings that are older than positions are kept', () => {
    expect(() => readConfiguration({ ...database, WARDMAP_POSITION_RETENTION_DAYS: '3' })).toThrow(
      /WARDMAP_MAX_AGE_HOURS/,
    );
    const short = { ...database, WARDMAP_POSITION_RETENTION_DAYS: '3', WARDMAP_MAX_AGE_HOURS: '72' };
    expect(readConfiguration(short).WARDMAP_MAX_AGE_HOURS).toBe(72);
  });
});
