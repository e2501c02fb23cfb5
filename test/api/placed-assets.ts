import { busFixOf } from '#contracts/bus';
import { PositionStore } from '#storage/position-store';
import { LiveFeed } from '../../apps/api/live/live-feed.js';
import type { TestApi } from './running-api.js';

/** Lets a tag be known to stand in the corner of a zone, one metre inwards. */
export async function putIntoZone(api: TestApi, number: string, zoneId: number): Promise<void> {
  await api.database.pool.query(
    `INSERT INTO current_position (tag_id, floor_id, x, y, var_x, var_y, cov_xy, radius90_m, zone_id, in_zone_since, observed_at,
       method, partition, journal_sequence, state, zones)
     SELECT asset.tag_id, zone.floor_id, (polygon -> 0 ->> 0)::float8 + 1, (polygon -> 0 ->> 1)::float8 + 1, 1, 1, 0, 2, zone.id, now(), now(),
       'grid', 0, 1, '', json_build_array(json_build_array(zone.id, 0.9)) FROM asset, zone WHERE asset.number = $1 AND zone.id = $2
     ON CONFLICT (tag_id) DO UPDATE SET floor_id = excluded.floor_id, x = excluded.x, y = excluded.y, zone_id = excluded.zone_id,
       zones = excluded.zones, in_zone_since = excluded.in_zone_since, observed_at = excluded.observed_at`,
    [number, zoneId],
  );
  await hearPlaces(api);
}

/** Tells the live map of the api all places that the database has. */
export async function hearPlaces(api: TestApi): Promise<void> {
  const { hub } = api.api.app.get(LiveFeed);
  hub.apply((await new PositionStore(api.database).current()).map(busFixOf));
}

export async function sayStatus(api: TestApi, number: string, status: string): Promise<void> {
  await api.database.pool.query(
    `WITH said AS (UPDATE asset SET status = $2, status_since = now() WHERE number = $1 RETURNING id)
     INSERT INTO status_change (asset_id, status, since, source) SELECT id, $2, now(), 'person' FROM said`,
    [number, status],
  );
}
