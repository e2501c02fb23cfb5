import { z } from 'zod';
import { assetStatuses } from './asset-status.js';
import { assetIcons } from './asset-types.js';
import { packPlaces, unpackPlaces } from './live-packing.js';
import type { Permission } from './permissions.js';
import type { ZoneChance } from './position.js';

/** How often at most a client hears what changed on its floor. */
export const framesPerSecond = 5;
/**
 * The most that places take in one frame, bytes, so that a client is never sent more than 250 kB a second; what does not
 * fit comes with the next frames, what waited longest first.
 */
export const frameBudgetBytes = 40_000;
/** A frame is sent at least this often, even when nothing changed, so that silence means trouble. */
export const heartbeatMs = 1000;

/** The most zones that a fix names with their chances. */
export const zonesTold = 6;

/**
 * One asset on the floor: [tagId, x, y, radius90M, zoneId or 0, observedAt ms, method (place in `positionMethods`),
 * usual reporting interval ms or 0 while unknown, ambiguous 0 or 1, then zone id and chance in percent in turn, likeliest
 * first]. Lengths in metres with two decimals. A list and not an object: 10,000 of them cross the wire.
 */
export const liveFixSchema = z.tuple(
  [z.int(), z.number(), z.number(), z.number(), z.int(), z.int(), z.int(), z.int(), z.int()],
  z.int(),
);
export type LiveFix = z.infer<typeof liveFixSchema>;

/** Zone chances of the numbers that follow a fix. */
export function chancesOf(numbers: readonly number[]): ZoneChance[] {
  const zones: ZoneChance[] = [];
  for (let at = 0; at + 1 < numbers.length; at += 2)
    zones.push({ zoneId: numbers[at], probability: numbers[at + 1] / 100 });
  return zones;
}

/** Whether the readers of a floor can be relied on. */
export const floorHearingSchema = z.object({
  /** False: no reader of this floor has ever reported; it is not connected yet. */
  connected: z.boolean(),
  /**
   * Zones whose readers are all silent, and the time (ms since 1970) when the last of them was heard, 0 for never.
   * Zone 0 stands for what lies outside all zones: there every reader of the floor is silent.
   */
  blindZones: z.array(z.tuple([z.int(), z.int()])),
});
export type FloorHearing = z.infer<typeof floorHearingSchema>;

/** Who is behind a tag id of the frames. */
export const liveAssetSchema = z.object({
  tagId: z.int(),
  assetId: z.int(),
  name: z.string(),
  number: z.string(),
  typeKey: z.string(),
  typeName: z.string(),
  icon: z.enum(assetIcons),
  status: z.enum(assetStatuses),
  /** Whose it is; null for equipment of the whole house. */
  department: z.string().nullable(),
});
export type LiveAsset = z.infer<typeof liveAssetSchema>;

/** Everything on a floor at one moment; answers `floor:join`. `sequence` is that of the last frame it contains. */
export const floorSnapshotSchema = z.object({
  floorId: z.int(),
  sequence: z.int(),
  serverTime: z.int(),
  assets: z.array(liveAssetSchema),
  fixes: z.array(liveFixSchema),
  hearing: floorHearingSchema,
});
export type FloorSnapshot = z.infer<typeof floorSnapshotSchema>;

const frameHeadSchema = z.object({
  floorId: z.int(),
  sequence: z.int(),
  serverTime: z.int(),
  /**
   * Newest observation the server has heard of on this floor's site, of what this client may see, or 0; tells an idle
   * hospital from a broken server.
   */
  newestObservedAt: z.int(),
  /** Assets not named to this client before (new, or renamed). */
  assets: z.array(liveAssetSchema),
  /** Tags that left this floor or were taken off their asset. */
  gone: z.array(z.int()),
  /** Only when it changed. */
  hearing: floorHearingSchema.optional(),
});

/** What changed on a floor since the frame before. A gap in `sequence` means: join again. */
export interface FloorFrame extends z.infer<typeof frameHeadSchema> {
  /** Places with all that is known of them. */
  fixes: LiveFix[];
  /** Places without the chances of their zones: those hold as they were told before, until they are told again. */
  moves: LiveFix[];
  /** Nothing changed but that the tag was heard again: [tagId, observedAt ms]. */
  heard: [tagId: number, observedAt: number][];
}

/** A frame as it crosses the wire: its places are bytes, see live-packing.ts. */
const wireFrameSchema = frameHeadSchema.extend({
  places: z.custom<Uint8Array | ArrayBuffer>((value) => value instanceof Uint8Array || value instanceof ArrayBuffer),
});
export type WireFrame = z.infer<typeof wireFrameSchema>;

/** A frame ready to be sent. */
export function packFrame({ fixes, moves, heard, ...head }: FloorFrame): WireFrame {
  return { ...head, places: packPlaces({ fixes, moves, heard }) };
}

/** Reads a frame that was received. */
export const floorFrameSchema = wireFrameSchema.transform(({ places, ...head }, context): FloorFrame => {
  try {
    return { ...head, ...unpackPlaces(places instanceof Uint8Array ? places : new Uint8Array(places)) };
  } catch (error) {
    context.addIssue({ code: 'custom', path: ['places'], message: (error as Error).message });
    return z.NEVER;
  }
});

/** Whether the server can keep its promise, said in words a person understands. */
export const liveStatusSchema = z.object({
  state: z.enum(['ok', 'degraded']),
  reason: z.string(),
});
export type LiveStatus = z.infer<typeof liveStatusSchema>;

export const joinFloorSchema = z.object({ floorId: z.int().positive() });

/** Every message a client may get. */
export interface ServerToClient {
  'floor:frame': (frame: WireFrame) => void;
  'live:status': (status: LiveStatus) => void;
}

/** Every message a client may send. */
export interface ClientToServer {
  'floor:join': (
    request: z.infer<typeof joinFloorSchema>,
    /** `absent`: no such floor, or none that this client may see; what it still shows of it must go. */
    answer: (result: { snapshot: FloorSnapshot } | { error: string; absent?: true }) => void,
  ) => void;
  'floor:leave': (request: z.infer<typeof joinFloorSchema>) => void;
}

/** What somebody must be allowed to do to send, or be sent, each of these messages. */
export const liveRules = {
  'floor:join': 'assets.see',
  'floor:leave': 'assets.see',
  'floor:frame': 'assets.see',
  'live:status': 'assets.see',
} as const satisfies Record<keyof ClientToServer | keyof ServerToClient, Permission>;

/** The path of the websocket on the api's own address. */
export const livePath = '/api/live';
