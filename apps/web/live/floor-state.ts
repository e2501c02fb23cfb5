import { chancesOf, type FloorFrame, type FloorSnapshot, type LiveAsset, type LiveFix } from '#contracts/live';
import { positionMethods, type PositionMethod, type ZoneChance } from '#contracts/position';
import { glideFrom } from '../map/interpolation.js';

/** One asset on the watched floor and the glide of its marker. Lengths in metres, times in ms since 1970. */
export interface LiveTag {
  tagId: number;
  asset: LiveAsset;
  x: number;
  y: number;
  radius90M: number;
  zoneId: number | null;
  /** Server's clock. */
  observedAt: number;
  /** null: a method that this page does not know. */
  method: PositionMethod | null;
  /** How often the tag is usually heard, ms; null while that is not known. */
  reportingIntervalMs: number | null;
  ambiguous: boolean;
  /** Where it may be, likeliest first. */
  zones: readonly ZoneChance[];
  /** Where the marker stood when the fix came, and when that was by this browser's clock. */
  fromX: number;
  fromY: number;
  movedAtMs: number;
}

/** Everything known of the watched floor. Changed in place: 10,000 tags would be copied five times a second. */
export interface FloorState {
  floorId: number;
  sequence: number;
  newestObservedAt: number;
  /** Server's clock minus this browser's clock, ms. */
  clockOffsetMs: number;
  tags: Map<number, LiveTag>;
  /** False: no reader of this floor has ever reported. */
  connected: boolean;
  /** Zones (0: outside all) whose readers are all silent, and since when, ms by the server's clock. */
  blindSince: ReadonlyMap<number, number>;
}

/** What became of a frame: a `gap` means frames were lost and the floor must be joined again. */
export type FrameOutcome = 'applied' | 'old' | 'gap' | 'other-floor';

/** A fresh state from a snapshot; replaces everything known before. `nowMs` is this browser's clock. */
export function stateFromSnapshot(snapshot: FloorSnapshot, nowMs: number, before: FloorState | null): FloorState {
  const state: FloorState = {
    floorId: snapshot.floorId,
    sequence: snapshot.sequence,
    newestObservedAt: 0,
    clockOffsetMs: before ? clockOffset(before.clockOffsetMs, snapshot.serverTime, nowMs) : snapshot.serverTime - nowMs,
    tags: new Map(),
    connected: snapshot.hearing.connected,
    blindSince: new Map(snapshot.hearing.blindZones),
  };
  const names = new Map(snapshot.assets.map((asset) => [asset.tagId, asset]));
  const known = before?.floorId === snapshot.floorId ? before.tags : null;
  for (const fix of snapshot.fixes) putFix(state, known?.get(fix[0]), fix, names.get(fix[0]), nowMs);
  return state;
}

/** Takes one frame into the state. Frames already contained in the snapshot change nothing. */
export function applyFrame(state: FloorState, frame: FloorFrame, nowMs: number): FrameOutcome {
  if (frame.floorId !== state.floorId) return 'other-floor';
  state.clockOffsetMs = clockOffset(state.clockOffsetMs, frame.serverTime, nowMs);
  state.newestObservedAt = Math.max(state.newestObservedAt, frame.newestObservedAt);
  if (frame.sequence <= state.sequence) return 'old';
  if (frame.sequence > state.sequence + 1) return 'gap';
  state.sequence = frame.sequence;
  const names = new Map(frame.assets.map((asset) => [asset.tagId, asset]));
  for (const tagId of frame.gone) state.tags.delete(tagId);
  for (const fix of frame.fixes) putFix(state, state.tags.get(fix[0]), fix, names.get(fix[0]), nowMs);
  for (const move of frame.moves) putMove(state, move, nowMs);
  for (const [tagId, observedAt] of frame.heard) {
    const tag = state.tags.get(tagId);
    if (tag && tag.observedAt < observedAt) state.tags.set(tagId, { ...tag, observedAt });
  }
  for (const asset of frame.assets) {
    const tag = state.tags.get(asset.tagId);
    if (tag) tag.asset = asset;
  }
  if (frame.hearing) {
    state.connected = frame.hearing.connected;
    state.blindSince = new Map(frame.hearing.blindZones);
  }
  return 'applied';
}

/** For how long the readers that hear a zone (null: outside all) have been silent; null while one is heard. */
export function blindForMs(
  floor: Pick<FloorState, 'blindSince'> | null,
  zoneId: number | null,
  serverNowMs: number,
): number | null {
  const since = floor?.blindSince.get(zoneId ?? 0);
  return since === undefined ? null : serverNowMs - since;
}

/** A fix without a name is not drawn: nobody could say what it is. The server names a tag with its first fix. */
function putFix(
  state: FloorState,
  before: LiveTag | undefined,
  fix: LiveFix,
  named: LiveAsset | undefined,
  nowMs: number,
): void {
  const [tagId, x, y, radius90M, zoneId, observedAt, method, intervalMs, ambiguous, ...chances] = fix;
  const asset = named ?? before?.asset;
  if (!asset) return;
  state.newestObservedAt = Math.max(state.newestObservedAt, observedAt);
  if (before && before.observedAt > observedAt) {
    // A late reading mends history; it never moves the live marker back.
    state.tags.set(tagId, { ...before, asset });
    return;
  }
  const [fromX, fromY] = before ? glideFrom(before, x, y, nowMs) : [x, y];
  state.tags.set(tagId, {
    tagId,
    asset,
    x,
    y,
    radius90M,
    zoneId: zoneId || null,
    observedAt,
    method: positionMethods[method] ?? null,
    reportingIntervalMs: intervalMs || null,
    ambiguous: ambiguous === 1,
    zones: chancesOf(chances),
    fromX,
    fromY,
    movedAtMs: nowMs,
  });
}

/** A place whose chances of zones hold on: they are told again when there is room for them. */
function putMove(state: FloorState, move: LiveFix, nowMs: number): void {
  const before = state.tags.get(move[0]);
  if (!before) return;
  putFix(state, before, move, undefined, nowMs);
  const now = state.tags.get(move[0])!;
  if (now !== before) now.zones = before.zones;
}

/**
 * Follows the server's clock. A message is always underway for a while, so the largest difference seen is
 * the truest; smaller ones pull only slowly, to follow a clock that was set back.
 */
function clockOffset(beforeMs: number, serverTime: number, nowMs: number): number {
  const measuredMs = serverTime - nowMs;
  return measuredMs > beforeMs ? measuredMs : beforeMs + (measuredMs - beforeMs) * 0.02;
}
