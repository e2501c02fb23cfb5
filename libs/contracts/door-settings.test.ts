import { describe, expect, it } from 'vitest';
import { readConfiguration } from './configuration.js';

const read = (settings: Record<string, string>) =>
  readConfiguration({ DATABASE_URL: 'postgresql://wardmap@127.0.0.1:5432/wardmap', ...settings });

const openId = {
  WARDMAP_OPENID_ISSUER: 'https://id.hospital.example/realms/house',
  WARDMAP_OPENID_CLIENT_ID: 'wardmap',
  WARDMAP_OPENID_CLIENT_SECRET: 's',
  WARDMAP_OPENID_ROLE_MAP: 'ward-staff=nurse',
  WARDMAP_OPENID_DEPARTMENT_CLAIM: 'departments',
  WARDMAP_PUBLIC_URL: 'https://rtls.hospital.example/',
};

describe('the settings of the door', () => {
  it('need certificate and key together', () => {
    expect(() => read({ WARDMAP_TLS_CERT: 'cert.pem' })).toThrow(/WARDMAP_TLS_CERT: needs WARDMAP_TLS_KEY/);
    expect(() => read({ WARDMAP_TLS_KEY: 'key.pem' })).toThrow(/needs WARDMAP_TLS_KEY/);
  });

  it('take addresses and networks of proxies, and nothing that trusts everybody by a word', () => {
    const proxies = (text: string) => read({ WARDMAP_TRUSTED_PROXIES: text }).WARDMAP_TRUSTED_PROXIES;
    expect(proxies('')).toEqual([]);
    expect(proxies('10.0.0.5, fd00::/8,192.168.1.0/24')).toEqual(['10.0.0.5', 'fd00::/8', '192.168.1.0/24']);
    for (const wrong of ['true', 'proxy.hospital', '10.0.0.5/99', 'loopback'])
      expect(() => proxies(wrong)).toThrow(`WARDMAP_TRUSTED_PROXIES: "${wrong}" is no address and no network`);
  });

  it('map values of the role claim, which may have commas and equal signs of their own', () => {
    const settings = read({
      ...openId,
      WARDMAP_OPENID_ROLE_MAP: 'CN=Nurses,OU=Ward=nurse; it = administrator ;',
    });
    expect([...settings.WARDMAP_OPENID_ROLE_MAP]).toEqual([
      ['CN=Nurses,OU=Ward', 'nurse'],
      ['it', 'administrator'],
    ]);
    expect(settings.WARDMAP_PUBLIC_URL).toBe('https://rtls.hospital.example');
    for (const wrong of ['it=root', 'nurse', '=nurse'])
      expect(() => read({ ...openId, WARDMAP_OPENID_ROLE_MAP: wrong })).toThrow('WARDMAP_OPENID_ROLE_MAP: "');
  });

  it('name everything a sign-in by OpenID Connect still lacks', () => {
    expect(() => read({ WARDMAP_OPENID_ISSUER: openId.WARDMAP_OPENID_ISSUER })).toThrow(
      /CLIENT_ID.*\n.*CLIENT_SECRET.*\n.*PUBLIC_URL.*\n.*ROLE_MAP.*\n.*NEWCOMERS/,
    );
  });

  it('show newcomers the whole house only when that is said', () => {
    const { WARDMAP_OPENID_DEPARTMENT_CLAIM: claim, ...unsaid } = openId;
    expect(() => read(unsaid)).toThrow(
      /WARDMAP_OPENID_NEWCOMERS: .*WARDMAP_OPENID_DEPARTMENT_CLAIM or WARDMAP_OPENID_SITE_CLAIM, or .* house/,
    );
    expect(() => read({ ...unsaid, WARDMAP_OPENID_NEWCOMERS: 'all' })).toThrow(
      'WARDMAP_OPENID_NEWCOMERS: must be house',
    );
    expect(read({ ...unsaid, WARDMAP_OPENID_NEWCOMERS: 'house' }).WARDMAP_OPENID_NEWCOMERS).toBe('house');
    expect(read({ ...unsaid, WARDMAP_OPENID_SITE_CLAIM: claim }).WARDMAP_OPENID_NEWCOMERS).toBe(undefined);
  });

  it('refuse plain http beyond this machine', () => {
    expect(() => read({ ...openId, WARDMAP_OPENID_ISSUER: 'http://id.hospital.example' })).toThrow(/https/);
    expect(() => read({ ...openId, WARDMAP_PUBLIC_URL: 'http://rtls.hospital.example' })).toThrow(/https/);
    expect(() => read({ WARDMAP_PUBLIC_URL: 'https://rtls.hospital.example/path' })).toThrow(/must have no path/);
    expect(read({ WARDMAP_PUBLIC_URL: 'http://127.0.0.1:8080' }).WARDMAP_PUBLIC_URL).toBe('http://127.0.0.1:8080');
  });
});
