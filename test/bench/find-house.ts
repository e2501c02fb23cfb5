import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { readConfiguration } from '#contracts/configuration';
import type { PersonRole } from '#contracts/permissions';
import { floorplanSchema } from '#contracts/floorplan';
import { type Database, openDatabase } from '#storage/database';
import { inTransaction } from '#storage/in-transaction';
import { migrate } from '#storage/migrate';
import { PlacesStore } from '#storage/places-store';
import { SessionStore } from '#storage/session-store';
import { UserStore } from '#storage/user-store';
import { sessionCookie } from '../../apps/api/access/credential.js';
import { sessionTimeouts } from '../../apps/api/people/session-timeouts.js';

export const assets = 20_000;
const buildings = 5;
/** Types with other words for them, as a hospital's register has them. */
const types: [key: string, name: string, icon: string, synonyms: string[]][] = [
  ['infusion-pump', 'Infusion pump', 'pump', ['IV pump', 'Infusionspumpe', 'Volumat', 'Agilia VP']],
  ['syringe-pump', 'Syringe pump', 'syringe', ['Spritzenpumpe', 'Perfusor', 'Injectomat']],
  ['feeding-pump', 'Feeding pump', 'feeding', ['Enteral pump', 'Ernährungspumpe']],
  ['bed', 'Bed', 'bed', ['Krankenbett', 'hospital bed']],
  ['wheelchair', 'Wheelchair', 'wheelchair', ['Rollstuhl']],
  ['ventilator', 'Ventilator', 'ventilator', ['respirator', 'Beatmungsgerät', 'Evita']],
  ['patient-monitor', 'Patient monitor', 'monitor', ['Überwachungsmonitor', 'IntelliVue']],
  ['ultrasound', 'Ultrasound', 'ultrasound', ['Sonografiegerät', 'Sono']],
  ['ecg', 'ECG', 'heart', ['EKG', 'electrocardiograph']],
  ['defibrillator', 'Defibrillator', 'defibrillator', ['defi', 'AED', 'Lifepak']],
  ['suction', 'Suction unit', 'suction', ['Absauger', 'aspirator']],
  ['bladder-scanner', 'Bladder scanner', 'scanner', ['Blasenscanner']],
  ['scale', 'Scale', 'scale', ['Waage']],
  ['computer-on-wheels', 'Computer on wheels', 'computer', ['COW', 'WOW', 'Visitenwagen']],
  ['crash-cart', 'Crash cart', 'cart', ['Notfallwagen', 'resuscitation trolley']],
];

/** A register as large as the issue asks for, in a house of fifteen floors with walls, doors and lifts. */
export async function buildFindHouse(
  databaseUrl: string,
  visits: number,
): Promise<{ cookies: string[]; administrator: string; assetIds: number[] }> {
  await migrate(databaseUrl);
  const database = await openDatabase(databaseUrl, { applicationName: 'bench', poolSize: 2 });
  try {
    await importBuildings(database);
    await inTransaction(database.pool, (client) => fill(client, visits));
    await database.pool.query('VACUUM ANALYZE');
    const cookies = await signIn(database, 50, 'nurse');
    const [administrator] = await signIn(database, 1, 'administrator');
    const { rows } = await database.pool.query<{ id: number }>('SELECT id FROM asset ORDER BY random() LIMIT 500');
    return { cookies, administrator, assetIds: rows.map(({ id }) => id) };
  } finally {
    await database.close();
  }
}

async function importBuildings(database: Database): Promise<void> {
  const places = new PlacesStore(database);
  for (let building = 1; building <= buildings; building++)
    for (const level of [0, 1, 2]) {
      const plan = floorplanSchema.parse(
        JSON.parse(readFileSync(`floorplans/demo-hospital/dh-l${level}.json`, 'utf8')),
      );
      await places.importFloorplan(
        {
          ...plan,
          building: { key: `b${building}`, name: `Building ${building}` },
          floor: { ...plan.floor, key: `b${building}-l${level}` },
          zones: plan.zones.map((zone) => ({
            ...zone,
            key: `b${building}-${zone.key}`,
            name: `${building}.${zone.name}`,
            department: zone.department && `${zone.department}.${building}`,
          })),
          readers: plan.readers.map((reader) => ({
            ...reader,
            key: `b${building}-${reader.key}`,
            antennas: undefined,
          })),
        },
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 71 43"/>',
      );
    }
}

async function fill(client: pg.ClientBase, visits: number): Promise<void> {
  for (const type of types)
    await client.query('INSERT INTO asset_type (key, name, icon, synonyms) VALUES ($1, $2, $3, $4)', type);
  const statements = [
    `CREATE TEMP TABLE spot ON COMMIT DROP AS SELECT row_number() OVER () - 1 AS at, zone.id, floor_id, department,
       (SELECT avg((corner ->> 0)::float8) FROM jsonb_array_elements(polygon) corner) AS x,
       (SELECT avg((corner ->> 1)::float8) FROM jsonb_array_elements(polygon) corner) AS y FROM zone`,
    `INSERT INTO tag (key) SELECT 'c0ffee' || lpad(to_hex(n), 6, '0') FROM generate_series(1, ${assets}) n`,
    `INSERT INTO asset (number, name, asset_type_id, tag_id, serial, udi, manufacturer, model, department, status)
     SELECT upper(left(type.key, 2)) || '-' || lpad(n::text, 5, '0'), type.name || ' ' || n, type.id, tag.id,
       'SN' || (n * 7919 % 1000003), '(01)0409' || lpad((n * 104729 % 99999989)::text, 10, '0'),
       (ARRAY['Fresenius Kabi', 'B. Braun', 'Dräger', 'Philips', 'Stryker', 'Hillrom'])[1 + n % 6],
       (ARRAY['Agilia', 'Space', 'Evita V600', 'IntelliVue MX', 'Progressa'])[1 + n % 5],
       CASE WHEN n % 3 = 0 THEN (SELECT department FROM spot WHERE at = n % (SELECT count(*) FROM spot)) END,
       (ARRAY['available', 'available', 'available', 'in-use', 'in-use', 'in-use', 'needs-cleaning', 'needs-cleaning', 'needs-repair', 'in-maintenance'])[1 + n * 31 % 10]
     FROM generate_series(1, ${assets}) n
     JOIN tag ON tag.key = 'c0ffee' || lpad(to_hex(n), 6, '0')
     JOIN (SELECT id, key, name, row_number() OVER (ORDER BY id) - 1 AS at FROM asset_type) type ON type.at = n % ${types.length}`,
    `INSERT INTO current_position (tag_id, floor_id, x, y, var_x, var_y, cov_xy, radius90_m, zone_id, in_zone_since, observed_at,
       method, partition, journal_sequence, state, zones, reporting_interval_ms)
     SELECT asset.tag_id, spot.floor_id, spot.x, spot.y, 1, 1, 0, 1 + asset.id % 6, spot.id, now() - make_interval(mins => asset.id % 600),
       now() - make_interval(secs => CASE asset.id % 10 WHEN 0 THEN 4000 WHEN 1 THEN 120 ELSE asset.id % 15 END), 'grid', 0, 1, '',
       json_build_array(json_build_array(spot.id, 0.5 + (asset.id % 50) / 100.0)), 5000
     FROM asset JOIN spot ON spot.at = asset.id * 7919 % (SELECT count(*) FROM spot)`,
    `INSERT INTO visit (tag_id, asset_id, zone_id, floor_id, entered_at, left_at)
     SELECT asset.tag_id, asset.id, spot.id, spot.floor_id, now() - make_interval(mins => 30 * n), 
       CASE WHEN n > 1 THEN now() - make_interval(mins => 30 * n - 25) END
     FROM generate_series(1, ${Math.round(visits / assets)}) n CROSS JOIN asset
     JOIN spot ON spot.at = (asset.id * 31 + n * 17) % (SELECT count(*) FROM spot)`,
    `INSERT INTO status_change (asset_id, status, since, source) SELECT asset.id, asset.status, now() - make_interval(hours => n), 'place'
     FROM generate_series(10, 1, -1) n CROSS JOIN asset`,
    `INSERT INTO find_report (asset_id, kind, at) SELECT id, CASE WHEN id % 5 = 0 THEN 'not-here' ELSE 'found' END, now() - make_interval(mins => id)
     FROM asset WHERE id % 10 = 0`,
    `INSERT INTO reservation (asset_id, reserved_by, expires_at) SELECT id, 'Ann', now() + interval '2 hours' FROM asset WHERE id % 200 = 0`,
    `INSERT INTO par_level (asset_type_id, site_id, department, days, from_minute, until_minute, target, critical_min)
     SELECT type.id, (SELECT id FROM site), named.department, '{1,2,3,4,5,6,7}', 0, 1440, 6, 2
     FROM (SELECT id FROM asset_type ORDER BY id LIMIT 4) type, (SELECT DISTINCT department FROM spot WHERE department IS NOT NULL) named`,
  ];
  for (const statement of statements) await client.query(statement);
}

/** Nurses on shared computers. @returns the header of each */
async function signIn(database: Database, people: number, role: PersonRole): Promise<string[]> {
  const timeouts = sessionTimeouts(readConfiguration({ DATABASE_URL: 'postgresql://host/name' }));
  const sessions = new SessionStore(database, timeouts);
  const cookies: string[] = [];
  for (let at = 0; at < people; at++)
    await inTransaction(database.pool, async (client) => {
      const person = {
        email: `${role}${at}@hospital.example`,
        name: `${role} ${at}`,
        roles: [role],
        siteIds: null,
        departments: null,
      };
      const { id } = await new UserStore(database).create(person, client);
      const { token } = await sessions.open(id, { shared: true, address: '127.0.0.1', userAgent: 'bench' }, client);
      cookies.push(`${sessionCookie}=${token}`);
    });
  return cookies;
}
