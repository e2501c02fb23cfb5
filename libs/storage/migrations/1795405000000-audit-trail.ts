import type { MigrationInterface, QueryRunner } from 'typeorm';

/** @param schema where the tables are, quoted; functions look there and nowhere that their caller chooses */
const statements = (schema: string) => [
  // json, not jsonb: it keeps the very text that was hashed.
  `CREATE TABLE audit_event (
    id bigint NOT NULL PRIMARY KEY,
    at timestamptz NOT NULL,
    actor_kind text NOT NULL,
    actor_id integer,
    actor_name text NOT NULL,
    action text NOT NULL,
    subject_kind text NOT NULL,
    subject text NOT NULL,
    before json,
    after json,
    address text NOT NULL,
    request_id text NOT NULL,
    hash bytea NOT NULL
  )`,
  `CREATE INDEX ON audit_event (at)`,
  `CREATE INDEX ON audit_event (action, id)`,
  // What the first event follows; two random UUIDs are 244 random bits.
  `INSERT INTO setting (key, value) VALUES ('audit-genesis', to_jsonb(encode(sha256(convert_to(
    gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')), 'hex')))`,

  `CREATE FUNCTION audit_event_grows() RETURNS trigger LANGUAGE plpgsql
   SET search_path = pg_catalog, ${schema}, pg_temp AS $$
   DECLARE
     newest record;
   BEGIN
     SELECT id, at INTO newest FROM audit_event ORDER BY id DESC LIMIT 1;
     IF NEW.id <> coalesce(newest.id, 0) + 1 THEN
       RAISE EXCEPTION 'audit_event: event % would follow event %', NEW.id, coalesce(newest.id, 0);
     END IF;
     -- After the clock was set back, the newest event is of later than now, and the next one has its time.
     IF NEW.at < newest.at OR NEW.at > greatest(newest.at, clock_timestamp() + interval '1 second') THEN
       RAISE EXCEPTION 'audit_event: event % is not of now but of %', NEW.id, NEW.at;
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER audit_event_grows BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_event_grows()`,

  // Pruning deletes as the owner of the table, inside audit_prune; nobody else, a superuser included, gets past.
  `CREATE FUNCTION audit_event_stays() RETURNS trigger LANGUAGE plpgsql
   SET search_path = pg_catalog, ${schema}, pg_temp AS $$
   BEGIN
     IF TG_OP = 'DELETE' AND current_setting('wardmap.audit_prune', true) = 'on'
        AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID) THEN
       RETURN NULL;
     END IF;
     RAISE EXCEPTION 'audit_event is append-only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
   END $$`,
  `CREATE TRIGGER audit_event_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
   FOR EACH STATEMENT EXECUTE FUNCTION audit_event_stays()`,

  // Removes everything up to the event that the anchor names; the anchor must be in the trail before.
  `CREATE FUNCTION audit_prune(anchor bigint) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
   SET search_path = pg_catalog, ${schema}, pg_temp AS $$
   DECLARE
     last_id bigint;
     removed bigint;
   BEGIN
     SELECT last.id INTO last_id FROM audit_event named
       JOIN audit_event last ON last.id = (named.after->>'lastRemovedId')::bigint
         AND encode(last.hash, 'hex') = named.after->>'lastRemovedHash'
       WHERE named.id = anchor AND named.action = 'audit.prune';
     IF last_id IS NULL OR last_id >= anchor THEN
       RAISE EXCEPTION 'audit_prune: event % is no anchor', anchor;
     END IF;
     IF EXISTS (SELECT FROM audit_event WHERE id <= last_id AND at > now() - interval '365 days') THEN
       RAISE EXCEPTION 'audit_prune: events of the last 365 days stay';
     END IF;
     PERFORM set_config('wardmap.audit_prune', 'on', true);
     DELETE FROM audit_event WHERE id <= last_id;
     GET DIAGNOSTICS removed = ROW_COUNT;
     PERFORM set_config('wardmap.audit_prune', 'off', true);
     RETURN removed;
   END $$`,
];

/** The audit trail: a chain of events that only grows. */
export class AuditTrail1795405000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT quote_ident(current_schema()) AS schema')) as { schema: string }[];
    for (const statement of statements(schema)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_event');
    await runner.query('DROP FUNCTION audit_prune(bigint), audit_event_stays(), audit_event_grows()');
    await runner.query(`DELETE FROM setting WHERE key = 'audit-genesis'`);
  }
}
