import { protectAudit } from '#storage/audit-protection';
import { migrate } from '#storage/migrate';
import { ensureApplicationRole } from './application-role.js';
import { unreachable } from './with-database.js';

/**
 * Brings a database to the newest form for a role that may use it and not change the audit trail: makes that role,
 * hands over what the superuser owns, migrates as the role, and protects the trail. Doing it again changes nothing.
 * @param ownerUrl the database, signed in as a superuser
 * @param url the same database, with the name and the password the application signs in with
 * @returns the names of the migrations that were run
 * @throws Error of the server, or one sentence that says what is wrong with the addresses
 */
export async function prepareDatabase(ownerUrl: string, url: string): Promise<string[]> {
  const { username, password, host, pathname } = new URL(url);
  const owner = new URL(ownerUrl);
  if (owner.host !== host || owner.pathname !== pathname)
    throw new Error(
      `DATABASE_URL (${host}${pathname}) and the owner's address (${owner.host}${owner.pathname}) must name the same database.`,
    );
  if (username === '' || password === '')
    throw new Error(
      'DATABASE_URL must have the name and the password that api and worker sign in with, as in postgresql://wardmap_app:password@host:5432/wardmap.',
    );
  const role = decodeURIComponent(username);
  try {
    await ensureApplicationRole(ownerUrl, role, decodeURIComponent(password));
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === '42501')
      throw new Error(
        `The role of the owner's address may not do this (${(error as Error).message}): sign in as a superuser.`,
        { cause: error },
      );
    // The server does not answer (E..., 08...), or does not let us in (28..., 3D...).
    throw code !== undefined && /^(E|08|28|3D)/.test(code) ? unreachable(ownerUrl, error) : error;
  }
  const done = await migrate(url);
  await protectAudit(ownerUrl, role);
  return done;
}
