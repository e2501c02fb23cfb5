import pg from 'pg';

/**
 * Makes the role that api, worker and commands sign in as, gives it its password and room for its tables, and hands
 * over to it everything the superuser owns in this database: what an older Wardmap made. Doing it again changes nothing.
 * @param ownerUrl the application's database, signed in as a superuser
 * @throws Error of the server, or one sentence, when the role is no ordinary one; then nothing was changed
 */
export async function ensureApplicationRole(ownerUrl: string, role: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('BEGIN');
    // The application may make functions where a superuser would find them; none of those is called here.
    await client.query('SET LOCAL search_path = pg_catalog, pg_temp');
    await refuseSuperuser(client, role);
    const name = client.escapeIdentifier(role);
    const { rows } = await client.query<{ known: boolean; database: string }>(
      'SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS known, current_database() AS database',
      [role],
    );
    if (!rows[0].known) await client.query(`CREATE ROLE ${name}`);
    await client.query(`ALTER ROLE ${name} LOGIN NOCREATEROLE NOCREATEDB PASSWORD ${client.escapeLiteral(password)}`);
    // The queues live in a schema of their own, which their library makes.
    await client.query(
      `GRANT CREATE, CONNECT, TEMPORARY ON DATABASE ${client.escapeIdentifier(rows[0].database)} TO ${name}`,
    );
    await client.query(`GRANT USAGE, CREATE ON SCHEMA public TO ${name}`);
    const { rows: commands } = await client.query<{ command: string }>(handOver, [role]);
    for (const { command } of commands) await client.query(command);
    await client.query('COMMIT');
  } finally {
    // Ends the transaction too, when it was not committed.
    await client.end();
  }
}

async function refuseSuperuser(client: pg.Client, role: string): Promise<void> {
  const { rows } = await client.query<{ self: boolean; super: boolean }>(
    `SELECT current_user = $1 AS self,
       EXISTS (SELECT FROM pg_roles WHERE rolname = $1 AND rolsuper) AS super`,
    [role],
  );
  if (rows[0].self)
    throw new Error(
      `"${role}" prepares the database and is also the application's role: let api and worker sign in as another, which this makes.`,
    );
  if (rows[0].super)
    throw new Error(
      `"${role}" is a superuser, and nothing is protected from superusers: let api and worker sign in as an ordinary role.`,
    );
}

/**
 * The commands that give what this superuser owns to role $1: REASSIGN OWNED refuses the superuser that made the
 * database, so its things are handed over one by one.
 */
const handOver = `
  WITH own AS (
    SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
  )
  SELECT format('ALTER SCHEMA %I OWNER TO %I', nspname, $1::text) AS command
  FROM own JOIN pg_namespace USING (oid, nspname) WHERE nspowner = current_user::regrole
  UNION ALL
  SELECT format('ALTER %s %s OWNER TO %I',
    CASE relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END,
    pg_class.oid::regclass, $1::text)
  FROM pg_class JOIN own ON own.oid = relnamespace
  WHERE relowner = current_user::regrole AND relkind IN ('r', 'p', 'v', 'm', 'S')
    -- The sequence of a column follows its table.
    AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND classid = 'pg_class'::regclass
                    AND deptype IN ('a', 'i') AND relkind = 'S')
  UNION ALL
  SELECT format('ALTER ROUTINE %s OWNER TO %I', pg_proc.oid::regprocedure, $1::text)
  FROM pg_proc JOIN own ON own.oid = pronamespace WHERE proowner = current_user::regrole
  UNION ALL
  SELECT format('ALTER TYPE %s OWNER TO %I', pg_type.oid::regtype, $1::text)
  FROM pg_type JOIN own ON own.oid = typnamespace WHERE typowner = current_user::regrole AND typtype IN ('d', 'e')`;
