import { z } from 'zod';
import { peopleRoles, type PersonRole } from './permissions.js';

const loopbackNames = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** https, or plain http within this machine. */
const safeUrl = z.url('must be an https:// address').refine(
  (text) => {
    const { protocol, hostname } = new URL(text);
    return protocol === 'https:' || (protocol === 'http:' && loopbackNames.has(hostname));
  },
  { error: 'must be an https:// address; http:// is only taken for 127.0.0.1, [::1] and localhost', abort: true },
);

const networkAddress = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);

/** Requests a minute; 0 for no limit. */
const perMinute = (usual: number) => z.coerce.number().int().min(0).max(1_000_000).default(usual);

/** Settings of the way in: TLS, proxies, limits, and the hospital's own sign-in. */
export const doorSettings = {
  /** PEM files of the certificate (with its chain) and its key: the api then speaks TLS itself. */
  WARDMAP_TLS_CERT: z.string().optional(),
  WARDMAP_TLS_KEY: z.string().optional(),
  /** Addresses or networks (CIDR) of reverse proxies, by commas; X-Forwarded-* of anybody else is ignored. */
  WARDMAP_TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((text) => listOf(text, ','))
    .superRefine((entries, context) => {
      for (const entry of entries)
        if (!networkAddress.safeParse(entry).success)
          context.addIssue({
            code: 'custom',
            message: `"${entry}" is no address and no network: write 10.0.0.5 or 10.0.0.0/24`,
          });
    }),
  /** Where browsers reach the api, e.g. https://rtls.hospital.example */
  WARDMAP_PUBLIC_URL: safeUrl
    .refine((text) => new URL(text).pathname === '/' && new URL(text).search === '', 'must have no path')
    .transform((text) => new URL(text).origin)
    .optional(),
  /** Requests a minute from one address to what needs no sign-in. A ward may be behind one address. */
  WARDMAP_LIMIT_PUBLIC: perMinute(600),
  /** Requests a minute of one session or key, besides readings. */
  WARDMAP_LIMIT_REQUESTS: perMinute(3000),
  /** Exports a minute of one session or key. */
  WARDMAP_LIMIT_EXPORTS: perMinute(20),
  /** The hospital's identity provider (OpenID Connect). */
  WARDMAP_OPENID_ISSUER: safeUrl.optional(),
  WARDMAP_OPENID_CLIENT_ID: z.string().optional(),
  WARDMAP_OPENID_CLIENT_SECRET: z.string().optional(),
  /** What the button says after "Sign in with". */
  WARDMAP_OPENID_NAME: z.string().max(60).default('hospital account'),
  WARDMAP_OPENID_SCOPES: z
    .string()
    .regex(/(?:^|\s)openid(?:\s|$)/, 'must contain openid')
    .default('openid profile email'),
  WARDMAP_OPENID_EMAIL_CLAIM: z.string().default('email'),
  WARDMAP_OPENID_NAME_CLAIM: z.string().default('name'),
  WARDMAP_OPENID_ROLE_CLAIM: z.string().default('roles'),
  /** value=role, by semicolons: group names may have commas and equal signs. */
  WARDMAP_OPENID_ROLE_MAP: z
    .string()
    .default('')
    .transform((text, context) => roleMapOf(text, (message) => context.addIssue({ code: 'custom', message }))),
  /** Claims with names of departments and keys of sites, "*" for all. Where neither is named an administrator sets both here. */
  WARDMAP_OPENID_DEPARTMENT_CLAIM: z.string().optional(),
  WARDMAP_OPENID_SITE_CLAIM: z.string().optional(),
  /** Said on purpose where neither claim is named: who comes for the first time then sees the whole house. */
  WARDMAP_OPENID_NEWCOMERS: z.enum(['house'], 'must be house, or not be set').optional(),
};

const doorSchema = z.object(doorSettings);
type DoorSettings = z.infer<typeof doorSchema>;

/** What is wrong with these settings taken together, one sentence each that begins with a setting's name. */
export function doorTroubles(settings: DoorSettings): string[] {
  const troubles: string[] = [];
  if ((settings.WARDMAP_TLS_CERT === undefined) !== (settings.WARDMAP_TLS_KEY === undefined))
    troubles.push('WARDMAP_TLS_CERT: needs WARDMAP_TLS_KEY beside it, and the other way round');
  if (settings.WARDMAP_OPENID_ISSUER !== undefined) {
    for (const name of ['WARDMAP_OPENID_CLIENT_ID', 'WARDMAP_OPENID_CLIENT_SECRET', 'WARDMAP_PUBLIC_URL'] as const)
      if (settings[name] === undefined) troubles.push(`${name}: is needed when WARDMAP_OPENID_ISSUER is set`);
    if (settings.WARDMAP_OPENID_ROLE_MAP.size === 0)
      troubles.push(
        `WARDMAP_OPENID_ROLE_MAP: is needed when WARDMAP_OPENID_ISSUER is set, such as "ward-staff=nurse;it=administrator"`,
      );
    const { WARDMAP_OPENID_DEPARTMENT_CLAIM: department, WARDMAP_OPENID_SITE_CLAIM: site } = settings;
    if (department === undefined && site === undefined && settings.WARDMAP_OPENID_NEWCOMERS === undefined)
      troubles.push(
        'WARDMAP_OPENID_NEWCOMERS: nothing says which part of the house people see who come for the first time: name the claim that does in WARDMAP_OPENID_DEPARTMENT_CLAIM or WARDMAP_OPENID_SITE_CLAIM, or set this to house when they are to see all of it',
      );
  }
  return troubles;
}

function roleMapOf(text: string, refuse: (message: string) => void): ReadonlyMap<string, PersonRole> {
  const map = new Map<string, PersonRole>();
  for (const entry of listOf(text, ';')) {
    const at = entry.lastIndexOf('=');
    const role = peopleRoles.find((each) => each === entry.slice(at + 1).trim());
    if (at < 1 || role === undefined)
      refuse(`"${entry}" must be a value of the claim, "=" and one of ${peopleRoles.join(', ')}`);
    else map.set(entry.slice(0, at).trim(), role);
  }
  return map;
}

function listOf(text: string, separator: string): string[] {
  return text
    .split(separator)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
