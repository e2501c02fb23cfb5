import { describe, expect, it } from 'vitest';
import { clientAddress } from './client-address.js';

const ours = (address: string) => address.startsWith('10.0.0.');
const from = (remoteAddress: string, forwarded?: string) =>
  clientAddress({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } }, ours);

describe('the address of a client', () => {
  it('is the nearest one that is no proxy of ours', () => {
    expect(from('10.0.0.1', '192.0.2.7')).toBe('192.0.2.7');
    expect(from('10.0.0.1', '198.51.100.1, 192.0.2.7, 10.0.0.2')).toBe('192.0.2.7');
    expect(from('10.0.0.1')).toBe('10.0.0.1');
  });

  it('is the one of the connection, whatever headers a stranger sends', () => {
    expect(from('192.0.2.9', '10.0.0.1')).toBe('192.0.2.9');
    expect(from('192.0.2.9', '127.0.0.1, 10.0.0.2')).toBe('192.0.2.9');
  });
});
