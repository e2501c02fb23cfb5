import pg from 'pg';

/** Owns the audit trail of a protected database. Nobody can sign in as it. */
const ownerRole = 'wardmap_audit';

/** Whether the role of this connection can only read and append events, and the triggers that say so are on. */
export async function isAppendOnly(client: pg.ClientBase | pg.Pool): Promise<boolean> {
  const { rows } = await client.query<{ appendOnly: boolean }>(
    `SELECT NOT EXISTS (
         SELECT FROM pg_roles WHERE rolname IN (current_user, session_user) AND (rolsuper OR pg_has_role(oid, trail.relowner, 'MEMBER')
           OR pg_has_role(oid, namespace.nspowner, 'MEMBER') OR has_table_privilege(oid, trail.oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER')))
       AND (SELECT count(*) FROM pg_trigger WHERE tgrelid = trail.oid AND tgenabled IN ('O', 'A')
              AND tgname IN ('audit_event_grows', 'audit_event_stays')) = 2 AS "appendOnly"
     FROM pg_class trail JOIN pg_namespace namespace ON namespace.oid = trail.relnamespace
     WHERE trail.oid = 'audit_event'::regclass`,
  );
  return rows[0].appendOnly;
}

/**
 * Gives the audit trail to a role that nobody can sign in as, and leaves the application's role only reading and
 * appending. Doing it again changes nothing.
 * @param ownerUrl the application's database, signed in as a superuser or as a role that may make roles and owns the
 * tables; it must not be the application's role itself
 * @param applicationRole the role api and worker sign in as
 * @throws Error of the server, or one sentence, when it cannot be done; then nothing was changed
 */
export async function protectAudit(ownerUrl: string, applicationRole: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('BEGIN');
    await giveAway(client, applicationRole);
    await client.query('COMMIT');
  } finally {
    // Ends the transaction too, when it was not committed.
    await client.end();
  }
}

async function giveAway(client: pg.Client, applicationRole: string): Promise<void> {
  const { rows: trail } = await client.query<{ oid: string }>(`SELECT 'audit_event'::regclass::oid AS oid`);
  // The application may make functions and operators where a superuser would find them; from here none is.
  await client.query('SET LOCAL search_path = pg_catalog, pg_temp');
  const { rows } = await client.query<{
    self: boolean;
    known: boolean;
    super: boolean;
    owner: boolean;
    schema: string;
  }>(
    `SELECT current_user = $1 AS self, EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS known,
       coalesce((SELECT rolsuper FROM pg_roles WHERE rolname = $1), false) AS super,
       EXISTS (SELECT FROM pg_roles WHERE rolname = $2) AS owner,
       (SELECT nspname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
        WHERE pg_class.oid = $3) AS schema`,
    [applicationRole, ownerRole, trail[0].oid],
  );
  const { self, known, super: isSuper, owner, schema } = rows[0];
  if (!known) throw new Error(`There is no database role "${applicationRole}".`);
  if (self)
    throw new Error(
      `The audit trail cannot be protected from the role that protects it: "${applicationRole}" is also the application's; sign in as another.`,
    );
  if (isSuper)
    throw new Error(
      `"${applicationRole}" is a superuser, and nothing is protected from superusers: let api and worker sign in as an ordinary role.`,
    );
  const application = client.escapeIdentifier(applicationRole);
  const place = client.escapeIdentifier(schema);
  if (!owner) await client.query(`CREATE ROLE ${ownerRole} NOLOGIN`);
  // Giving a thing away needs membership in the new owner; a superuser has it anyway.
  await client.query(`GRANT ${ownerRole} TO CURRENT_USER`);
  // The owner of a schema may drop what others own in it, and the owner of a database owns "public" by default.
  await client.query(`ALTER SCHEMA ${place} OWNER TO ${ownerRole}`);
  await client.query(`GRANT USAGE, CREATE ON SCHEMA ${place} TO ${application}`);
  await client.query(`ALTER TABLE ${place}.audit_event OWNER TO ${ownerRole}`);
  for (const signature of ['audit_prune(bigint)', 'audit_event_stays()', 'audit_event_grows()'])
    await client.query(`ALTER FUNCTION ${place}.${signature} OWNER TO ${ownerRole}`);
  await client.query(`REVOKE ALL ON ${place}.audit_event FROM PUBLIC, ${application}`);
  await client.query(`GRANT SELECT, INSERT ON ${place}.audit_event TO ${application}`);
  await client.query(`REVOKE ALL ON FUNCTION ${place}.audit_prune(bigint) FROM PUBLIC`);
  await client.query(`GRANT EXECUTE ON FUNCTION ${place}.audit_prune(bigint) TO ${application}`);
}
