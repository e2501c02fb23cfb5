import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NewAuditEvent } from '#storage/audit-trail';
import { Refusals } from './refusals.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A trail that is a list. */
function list() {
  const events: NewAuditEvent[] = [];
  return { events, append: async (event: NewAuditEvent) => void events.push(event) };
}

const stranger = (address: string, subject = 'GET /api/v1/assets'): NewAuditEvent => ({
  actor: { kind: 'stranger', id: null, name: 'unknown key' },
  ...{ action: 'access.refused', subjectKind: 'route', subject, address, requestId: 'r' },
});

describe('refusals', () => {
  it('are written at once, and their repetitions as a number a minute later', async () => {
    const trail = list();
    const refusals = new Refusals(trail, { warn: () => undefined });
    for (let attempt = 0; attempt < 1000; attempt++) refusals.add(stranger('10.0.0.1'));
    refusals.add(stranger('10.0.0.2'));
    await vi.advanceTimersByTimeAsync(0);
    expect(trail.events.map(({ address, after }) => [address, after])).toEqual([
      ['10.0.0.1', undefined],
      ['10.0.0.2', undefined],
    ]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(trail.events.slice(2)).toMatchObject([{ address: '10.0.0.1', after: { again: 999 } }]);
    refusals.add(stranger('10.0.0.1', 'another'));
    refusals.add(stranger('10.0.0.2'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(trail.events.slice(3)).toMatchObject([
      { address: '10.0.0.2' },
      { address: '10.0.0.1', after: { again: 1 } },
    ]);
    await vi.advanceTimersByTimeAsync(60_000);
    refusals.add(stranger('10.0.0.1'));
    await refusals.close();
    expect(trail.events).toHaveLength(6);
  });

  it('from everywhere do not flood the trail', async () => {
    const trail = list();
    const refusals = new Refusals(trail, { warn: () => undefined });
    for (let host = 0; host < 5000; host++) refusals.add(stranger(`10.0.${host >> 8}.${host & 255}`));
    await refusals.close();
    expect(trail.events).toHaveLength(61);
    expect(trail.events.at(-1)).toMatchObject({ after: { again: 4940 } });
  });

  it('of somebody known are not hidden by strangers from everywhere', async () => {
    const trail = list();
    const refusals = new Refusals(trail, { warn: () => undefined });
    for (let host = 0; host < 61; host++) refusals.add(stranger(`10.0.1.${host}`));
    const nora = { kind: 'person', id: 7, name: 'Nora' } as const;
    refusals.add({ ...stranger('10.0.0.1', 'audit.see'), actor: nora });
    await vi.advanceTimersByTimeAsync(0);
    expect(trail.events.at(-1)).toMatchObject({ actor: nora, subject: 'audit.see' });
    // Nor do the known ones take up what is there for strangers.
    const other = new Refusals(trail, { warn: () => undefined });
    for (let id = 0; id < 61; id++) other.add({ ...stranger('10.0.0.1'), actor: { ...nora, id } });
    other.add(stranger('10.0.0.2', 'after the staff'));
    await vi.advanceTimersByTimeAsync(0);
    expect(trail.events.at(-1)).toMatchObject({ actor: { kind: 'stranger' }, subject: 'after the staff' });
    await Promise.all([refusals.close(), other.close()]);
  });

  it('of strangers count by network: whoever has one IPv6 address has all around it', async () => {
    const trail = list();
    const refusals = new Refusals(trail, { warn: () => undefined });
    for (let host = 0; host < 100; host++) refusals.add(stranger(`2001:db8:0:7::${host.toString(16)}`));
    refusals.add(stranger('2001:db8:0:8::1'));
    await refusals.close();
    expect(trail.events.map(({ address, after }) => [address, after])).toEqual([
      ['2001:db8:0:7::0', undefined],
      ['2001:db8:0:8::1', undefined],
      ['2001:db8:0:7::0', { again: 99 }],
    ]);
  });

  it('that cannot be written stop nothing', async () => {
    let fails = true;
    const trail = list();
    const failing = {
      append: async (event: NewAuditEvent) => {
        if (fails) throw new Error('database away');
        await trail.append(event);
      },
    };
    const refusals = new Refusals(failing, { warn: () => undefined });
    refusals.add(stranger('10.0.0.1'));
    await vi.advanceTimersByTimeAsync(0);
    fails = false;
    refusals.add(stranger('10.0.0.2'));
    await refusals.close();
    expect(trail.events).toMatchObject([{ address: '10.0.0.2' }]);
  });
});
