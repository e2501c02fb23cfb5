import type { FloorDetail } from '#contracts/api';
import type { AssetView } from '#contracts/assets';
import type { Freshness, PositionMethod } from '#contracts/position';
import { shownFreshness } from '../live/connection-status.js';
import { blindForMs, type FloorState, type LiveTag } from '../live/floor-state.js';

/** The newest that is known of where an asset is. Metres; times in ms since 1970, server's clock. */
export interface Known {
  floorId: number;
  floorName: string;
  siteName: string;
  x: number;
  y: number;
  radius90M: number;
  zoneId: number | null;
  zoneName: string | null;
  observedAt: number;
  /** Since when it has been in this zone, or null when that is not known. */
  inZoneSince: number | null;
  method: PositionMethod | null;
  /** Where it may be, likeliest first. */
  zones: readonly KnownChance[];
  ambiguous: boolean;
  reportingIntervalMs: number | null;
  /** For how long the readers of the place have been silent at a moment; null while one is heard. */
  blindForMs: (serverNowMs: number) => number | null;
}

export interface KnownChance {
  zoneId: number;
  zoneName: string;
  probability: number;
}

/** The newer of what the live floor and the last answer of the server say; null when it was never heard. */
export function knownOf(
  asset: AssetView | null,
  tag: LiveTag | null,
  floor: FloorDetail | null,
  watched: Pick<FloorState, 'blindSince'> | null,
): Known | null {
  const answered = asset?.position ?? null;
  const answeredAt = answered ? Date.parse(answered.observedAt) : -Infinity;
  if (tag && floor && tag.observedAt >= answeredAt) {
    const zone = floor.zones.find(({ id }) => id === tag.zoneId);
    const sameZone = answered !== null && answered.floorId === floor.id && answered.zoneId === tag.zoneId;
    return {
      floorId: floor.id,
      floorName: floor.name,
      siteName: floor.siteName,
      x: tag.x,
      y: tag.y,
      radius90M: tag.radius90M,
      zoneId: tag.zoneId,
      zoneName: zone?.name ?? null,
      observedAt: tag.observedAt,
      inZoneSince: sameZone && answered.inZoneSince ? Date.parse(answered.inZoneSince) : null,
      method: tag.method,
      zones: tag.zones.flatMap(({ zoneId, probability }) => {
        const known = floor.zones.find(({ id }) => id === zoneId);
        return known ? [{ zoneId, probability, zoneName: known.name }] : [];
      }),
      ambiguous: tag.ambiguous,
      reportingIntervalMs: tag.reportingIntervalMs,
      blindForMs: (serverNowMs) => blindForMs(watched, tag.zoneId, serverNowMs),
    };
  }
  if (!answered) return null;
  return {
    floorId: answered.floorId,
    floorName: answered.floorName,
    siteName: answered.siteName,
    x: answered.x,
    y: answered.y,
    radius90M: answered.radius90M,
    zoneId: answered.zoneId,
    zoneName: answered.zoneName,
    observedAt: answeredAt,
    inZoneSince: answered.inZoneSince ? Date.parse(answered.inZoneSince) : null,
    method: answered.method,
    zones: answered.zones,
    ambiguous: answered.ambiguous,
    reportingIntervalMs: answered.reportingIntervalMs,
    blindForMs: (serverNowMs) => (answered.blindSince ? serverNowMs - Date.parse(answered.blindSince) : null),
  };
}

/** How fresh that is at a moment of the server's clock; never live while the connection is broken. */
export function freshnessOfKnown(known: Known, serverNowMs: number, current: boolean): Freshness {
  const ageMs = serverNowMs - known.observedAt;
  return shownFreshness(ageMs, current, known.reportingIntervalMs, known.blindForMs(serverNowMs));
}
