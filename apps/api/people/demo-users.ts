import type { PersonRole } from '#contracts/permissions';
import type { Database } from '#storage/database';
import { inTransaction } from '#storage/in-transaction';

/** The ready users of demo mode. The department is one of the simulated hospital's. */
export const demoUsers = [
  { key: 'ward-nurse', name: 'Nora Berg, nurse on Ward 2A', roles: ['nurse'], departments: ['Ward 2A'] },
  { key: 'nurse', name: 'Nils Holm, nurse on call for the whole house', roles: ['nurse'], departments: null },
  { key: 'biomed', name: 'Bea Torres, biomedical engineer', roles: ['biomed'], departments: null },
  { key: 'security', name: 'Sami Koren, security officer', roles: ['security'], departments: null },
  { key: 'administrator', name: 'Ada Winter, administrator', roles: ['administrator'], departments: null },
] as const satisfies readonly {
  key: string;
  name: string;
  roles: readonly PersonRole[];
  departments: readonly string[] | null;
}[];

/** A name that can belong to nobody (RFC 2606), so no invitation reaches it and no real account is touched. */
const demoDomain = 'demo.invalid';

/** Under which address a ready user's account is kept. */
export function demoEmail(key: string): string {
  return `${key}@${demoDomain}`;
}

/** Whether an address is that of a ready user. */
export function isDemoEmail(email: string): boolean {
  return email.endsWith(`@${demoDomain}`);
}

/** Makes the ready users as they should be, whatever was changed about them. They have no password and need none. */
export async function makeDemoUsers(database: Database): Promise<void> {
  await inTransaction(database.pool, async (client) => {
    for (const { key, name, roles, departments } of demoUsers)
      await client.query(
        `INSERT INTO user_account (email, name, roles, departments) VALUES ($1, $2, $3, $4)
         ON CONFLICT (email) DO UPDATE SET name = $2, roles = $3, departments = $4, site_ids = NULL, disabled_at = NULL`,
        [demoEmail(key), name, [...roles], departments && [...departments]],
      );
  });
}

/** Shuts the ready users of an earlier demo out: nobody is let in with one click where real data are. */
export async function disableDemoUsers(database: Database): Promise<void> {
  await database.pool.query('UPDATE user_account SET disabled_at = now() WHERE email LIKE $1 AND disabled_at IS NULL', [
    `%@${demoDomain}`,
  ]);
}
