import { may, permissions, type Asker } from '#contracts/permissions';
import { adminTexts } from '../texts/admin-texts.js';
import { permissionTexts } from '../texts/permissions-texts.js';

/** Part of the house: sites and departments, null for all. */
export interface Scope {
  siteIds: readonly number[] | null;
  departments: readonly string[] | null;
}

const texts = adminTexts.grant;

/** What somebody of a scope sees, in sentences. */
export function scopeSentences({ siteIds, departments }: Scope, siteNames: ReadonlyMap<number, string>): string[] {
  const what = departments === null ? texts.everything : texts.ofDepartments([...departments].sort());
  const where = siteIds === null ? texts.everywhere : texts.atSites(namesOf(siteIds, siteNames));
  const sentences = [texts.sees(what, where)];
  if (siteIds !== null) sentences.push(texts.neverHeard);
  if (siteIds !== null || departments !== null) sentences.push(texts.rest);
  return sentences;
}

/** A scope in a few words for a list. */
export function scopeSummary({ siteIds, departments }: Scope, siteNames: ReadonlyMap<number, string>): string {
  const parts = [
    ...(siteIds === null ? [] : [adminTexts.list(namesOf(siteIds, siteNames))]),
    ...(departments === null ? [] : [adminTexts.list([...departments].sort())]),
  ];
  return parts.length ? parts.join(' · ') : adminTexts.scope.whole;
}

/** Everything that roles or scopes of a key open in a part of the house, in the words of the permission table. */
export function mayWords(asker: Asker): string[] {
  return permissions.filter((permission) => may(asker, permission)).map((key) => permissionTexts[key]);
}

function namesOf(siteIds: readonly number[], siteNames: ReadonlyMap<number, string>): string[] {
  return siteIds.map((id) => siteNames.get(id) ?? adminTexts.scope.unknownSite(id)).sort();
}
