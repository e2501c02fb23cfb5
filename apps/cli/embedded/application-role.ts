import pg from 'pg';

/** Api, worker and commands sign in as this role; `wardmap` itself is the superuser, for the start alone. */
export const applicationRole = 'wardmap_app';

/**
 * Makes the application's role, gives it a password and room for its tables, and hands over to it what an older
 * Wardmap made as the superuser. Doing it again changes nothing.
 * @param ownerUrl the application's database, signed in as the superuser
 */
export async function ensureApplicationRole(ownerUrl: string, password: string): Promise<void> {
  const client = new pg.Client(ownerUrl);
  await client.connect();
  try {
    await client.query('BEGIN');
    const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [applicationRole]);
    if (rowCount === 0) await client.query(`CREATE ROLE ${applicationRole}`);
    await client.query(
      `ALTER ROLE ${applicationRole} LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB PASSWORD ${client.escapeLiteral(password)}`,
    );
    const database = client.escapeIdentifier(new URL(ownerUrl).pathname.slice(1));
    // The queues live in a schema of their own, which their library makes.
    await client.query(`GRANT CREATE, CONNECT, TEMPORARY ON DATABASE ${database} TO ${applicationRole}`);
    await client.query(`GRANT USAGE, CREATE ON SCHEMA public TO ${applicationRole}`);
    await client.query(handOver);
    await client.query('COMMIT');
  } finally {
    // Ends the transaction too, when it was not committed.
    await client.end();
  }
}

/** REASSIGN OWNED refuses the superuser that made the database, so its things are handed over one by one. */
const handOver = `DO $$
  DECLARE
    command text;
  BEGIN
    FOR command IN
      WITH own AS (
        SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
      )
      SELECT format('ALTER SCHEMA %I OWNER TO ${applicationRole}', nspname)
      FROM own JOIN pg_namespace USING (oid, nspname) WHERE nspowner = current_user::regrole
      UNION ALL
      SELECT format('ALTER %s %s OWNER TO ${applicationRole}',
        CASE relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END,
        pg_class.oid::regclass)
      FROM pg_class JOIN own ON own.oid = relnamespace
      WHERE relowner = current_user::regrole AND relkind IN ('r', 'p', 'v', 'm', 'S')
        -- The sequence of a column follows its table.
        AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND classid = 'pg_class'::regclass
                        AND deptype IN ('a', 'i') AND relkind = 'S')
      UNION ALL
      SELECT format('ALTER ROUTINE %s OWNER TO ${applicationRole}', pg_proc.oid::regprocedure)
      FROM pg_proc JOIN own ON own.oid = pronamespace WHERE proowner = current_user::regrole
      UNION ALL
      SELECT format('ALTER TYPE %s OWNER TO ${applicationRole}', pg_type.oid::regtype)
      FROM pg_type JOIN own ON own.oid = typnamespace WHERE typowner = current_user::regrole AND typtype IN ('d', 'e')
    LOOP
      EXECUTE command;
    END LOOP;
  END $$`;
