import { z } from 'zod';
import type { Configuration } from '#contracts/configuration';
import type { OpenIdRefusal } from '#contracts/openid';
import type { OpenIdPerson } from '#storage/open-id-store';

/** What an identity provider says of somebody. */
export type Claims = Record<string, unknown>;

type ClaimSettings = Pick<
  Configuration,
  | 'WARDMAP_OPENID_EMAIL_CLAIM'
  | 'WARDMAP_OPENID_NAME_CLAIM'
  | 'WARDMAP_OPENID_ROLE_CLAIM'
  | 'WARDMAP_OPENID_ROLE_MAP'
  | 'WARDMAP_OPENID_DEPARTMENT_CLAIM'
  | 'WARDMAP_OPENID_SITE_CLAIM'
>;

/** A claim with this value opens all departments, or all sites. */
const all = '*';
const mostValues = 1_000;
const longestName = 120;

const emailSchema = z.string().trim().toLowerCase().max(200).pipe(z.email());
const valuesSchema = z.union([
  z.string().transform((value) => [value]),
  z.array(z.string().max(500)).max(mostValues),
  z.undefined().transform(() => []),
]);

/** The names of claims that are looked at. */
export function claimsNeeded(settings: ClaimSettings): string[] {
  return [
    settings.WARDMAP_OPENID_EMAIL_CLAIM,
    settings.WARDMAP_OPENID_NAME_CLAIM,
    settings.WARDMAP_OPENID_ROLE_CLAIM,
    settings.WARDMAP_OPENID_DEPARTMENT_CLAIM,
    settings.WARDMAP_OPENID_SITE_CLAIM,
  ].filter((name) => name !== undefined);
}

/** A claim by its name, or by a path with dots ("realm_access.roles"). */
export function claimAt(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  let value: unknown = claims;
  for (const step of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Claims)[step];
  }
  return value;
}

/** What the claims make somebody here, or why they are not let in. Never a role that no claim gave. */
export function personOf(
  issuer: string,
  claims: Claims,
  settings: ClaimSettings,
): { person: OpenIdPerson } | { refused: OpenIdRefusal } {
  const values = (name: string) => valuesSchema.safeParse(claimAt(claims, name)).data ?? [];
  const roles = new Set(
    values(settings.WARDMAP_OPENID_ROLE_CLAIM).flatMap((value) => settings.WARDMAP_OPENID_ROLE_MAP.get(value) ?? []),
  );
  if (roles.size === 0) return { refused: 'no-role' };
  const scope = (name: string | undefined) => {
    if (name === undefined) return undefined;
    const named = values(name).map((value) => value.trim());
    if (named.includes(all)) return null;
    return [...new Set(named.filter((value) => value !== '' && value.length <= longestName))].sort();
  };
  const departments = scope(settings.WARDMAP_OPENID_DEPARTMENT_CLAIM);
  if (departments?.length === 0) return { refused: 'no-department' };
  const siteKeys = scope(settings.WARDMAP_OPENID_SITE_CLAIM);
  if (siteKeys?.length === 0) return { refused: 'no-site' };
  const email = emailSchema.safeParse(claimAt(claims, settings.WARDMAP_OPENID_EMAIL_CLAIM));
  if (!email.success) return { refused: 'no-email' };
  const name = claimAt(claims, settings.WARDMAP_OPENID_NAME_CLAIM);
  return {
    person: {
      issuer,
      subject: String(claims.sub),
      email: email.data,
      name: (typeof name === 'string' && name.trim().slice(0, longestName)) || email.data,
      roles: [...roles].sort(),
      departments,
      siteKeys,
    },
  };
}
