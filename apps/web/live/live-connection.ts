import { io, type Socket } from 'socket.io-client';
import {
  floorFrameSchema,
  floorSnapshotSchema,
  livePath,
  liveStatusSchema,
  type ClientToServer,
  type ServerToClient,
} from '#contracts/live';
import { keptAnswers } from '../offline/kept-answers.js';
import { keepFloor, keptFloor } from '../offline/kept-floor.js';
import { texts } from '../texts/texts.js';
import { silentAfterMs, type ConnectionFacts } from './connection-status.js';
import { applyFrame, stateFromSnapshot, type FloorState } from './floor-state.js';

/** Least time between two joins, so that a bad line does not become a storm of snapshots. Milliseconds. */
const rejoinPauseMs = 1_000;
/** How often the watched floor is put aside on a device of one's own, milliseconds. */
const keepEveryMs = 15_000;

/**
 * The one live connection of the page: watches one floor, joins again after every break or lost frame, and
 * tells its listeners when something changed.
 */
export class LiveConnection {
  #floor: FloorState | null = null;
  #facts: ConnectionFacts = {
    joined: false,
    heardAtMs: null,
    refusal: null,
    status: null,
    newestObservedAt: 0,
    clockOffsetMs: 0,
  };
  #wantedFloorId: number | null = null;
  #joiningSinceMs: number | null = null;
  /** When the last join was sent. */
  #joinedAtMs = 0;
  /** A silent socket was asked once more. */
  #asked = false;
  #rejoinTimer: ReturnType<typeof setTimeout> | undefined;
  #watchdog: ReturnType<typeof setInterval> | undefined;
  #socket: Socket<ServerToClient, ClientToServer> | null = null;
  /** When the floor was last put aside for a moment without network. */
  #keptAtMs = 0;
  readonly #listeners = new Set<() => void>();

  /** What is known of the watched floor, or null before its snapshot came. */
  get floor(): FloorState | null {
    return this.#floor;
  }

  get facts(): ConnectionFacts {
    return this.#facts;
  }

  /** The server's clock now, ms since 1970; the browser's own until the server was heard. */
  serverNowMs(): number {
    return Date.now() + this.#facts.clockOffsetMs;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /**
   * Opens the socket to the page's own server, or to the given address. `onRefused` is called when no
   * connection comes about: the server is away, or this browser is signed out.
   */
  open(onRefused: () => void, address?: string): void {
    const socket: Socket<ServerToClient, ClientToServer> = io(address, {
      path: livePath,
      transports: ['websocket', 'polling'],
      reconnectionDelay: 500,
      reconnectionDelayMax: 5_000,
    });
    this.#socket = socket;
    socket.on('connect', () => this.#join());
    socket.on('disconnect', () => this.#lost());
    socket.on('connect_error', () => {
      this.#lost();
      onRefused();
    });
    socket.on('floor:frame', (message) => this.#takeFrame(message));
    socket.on('live:status', (message) => {
      const status = liveStatusSchema.safeParse(message);
      if (status.success) this.#change({ status: status.data });
    });
    this.#watchdog = setInterval(() => this.#watch(), 1_000);
  }

  close(): void {
    clearInterval(this.#watchdog);
    clearTimeout(this.#rejoinTimer);
    this.#rejoinTimer = undefined;
    this.#socket?.disconnect();
    this.#socket = null;
    this.#joiningSinceMs = null;
    this.#change({ joined: false });
  }

  /** Watches this floor from now on instead of the one before. */
  watch(floorId: number): void {
    if (floorId === this.#wantedFloorId) return;
    if (this.#wantedFloorId !== null) this.#socket?.emit('floor:leave', { floorId: this.#wantedFloorId });
    this.#wantedFloorId = floorId;
    this.#floor = null;
    this.#change({ joined: false, heardAtMs: null, refusal: null });
    if (this.#socket?.connected) this.#join();
    else void this.#recall(floorId);
  }

  /** Shows what was put aside of a floor while the server cannot be reached; it counts as heard when it was. */
  async #recall(floorId: number): Promise<void> {
    const known = await keptFloor(keptAnswers, floorId);
    if (!known || this.#floor !== null || this.#wantedFloorId !== floorId) return;
    this.#floor = known.state;
    const { clockOffsetMs, newestObservedAt } = known.state;
    this.#change({ heardAtMs: known.heardAtMs, clockOffsetMs, newestObservedAt });
  }

  #join(): void {
    clearTimeout(this.#rejoinTimer);
    this.#rejoinTimer = undefined;
    const floorId = this.#wantedFloorId;
    const socket = this.#socket;
    if (!socket?.connected || floorId === null) return;
    const startedAtMs = Date.now();
    this.#joiningSinceMs = startedAtMs;
    this.#joinedAtMs = startedAtMs;
    socket.emit('floor:join', { floorId }, (result) => {
      // An answer to a join that another one has overtaken says nothing about the floor of now.
      if (this.#joiningSinceMs !== startedAtMs || floorId !== this.#wantedFloorId) return;
      this.#joiningSinceMs = null;
      if ('error' in result) {
        if (result.absent) this.#floor = null;
        return this.#change({ joined: false, refusal: String(result.error) });
      }
      const snapshot = floorSnapshotSchema.safeParse(result.snapshot);
      if (!snapshot.success) return this.#change({ joined: false, refusal: texts.errors.answer('floor:join') });
      const nowMs = Date.now();
      this.#floor = stateFromSnapshot(snapshot.data, nowMs, this.#floor);
      this.#heard(nowMs, { joined: true, refusal: null });
    });
  }

  #takeFrame(message: unknown): void {
    const frame = floorFrameSchema.safeParse(message);
    if (!this.#floor) return;
    const nowMs = Date.now();
    const outcome = frame.success ? applyFrame(this.#floor, frame.data, nowMs) : 'gap';
    if (outcome === 'other-floor') return;
    if (outcome === 'gap') this.#joinSoon();
    this.#heard(nowMs, {});
  }

  #heard(nowMs: number, change: Partial<ConnectionFacts>): void {
    this.#asked = false;
    const floor = this.#floor!;
    if (nowMs - this.#keptAtMs > keepEveryMs) {
      this.#keptAtMs = nowMs;
      void keepFloor(keptAnswers, floor, nowMs);
    }
    this.#change({
      ...change,
      heardAtMs: nowMs,
      newestObservedAt: Math.max(this.#facts.newestObservedAt, floor.newestObservedAt),
      clockOffsetMs: floor.clockOffsetMs,
    });
  }

  #lost(): void {
    this.#joiningSinceMs = null;
    this.#change({ joined: false });
  }

  /** Joins at the next allowed moment; asked again while that is pending, it changes nothing. */
  #joinSoon(): void {
    if (this.#joiningSinceMs !== null || this.#rejoinTimer !== undefined) return;
    const waitMs = Math.max(0, this.#joinedAtMs + rejoinPauseMs - Date.now());
    this.#rejoinTimer = setTimeout(() => this.#join(), waitMs);
  }

  /**
   * Runs every second: an open socket that stays silent is asked again, then given up for a new one (after
   * roaming between access points a line can be dead for a minute before its owner notices). Listeners
   * let ages grow.
   */
  #watch(): void {
    const socket = this.#socket;
    const nowMs = Date.now();
    const { heardAtMs, refusal } = this.#facts;
    const silent = heardAtMs !== null && nowMs - heardAtMs > 2 * silentAfterMs;
    const unanswered = this.#joiningSinceMs !== null;
    const patienceOver = nowMs - this.#joinedAtMs > 2 * silentAfterMs;
    if (socket?.connected && patienceOver && (silent || unanswered)) {
      if (this.#asked) socket.io.engine.close();
      else this.#join();
      this.#asked = !this.#asked;
    } else if (patienceOver && refusal !== null) this.#join();
    // Sent away by the server, the library does not come back by itself.
    if (socket && !socket.connected && !socket.active) socket.connect();
    this.#tell();
  }

  #change(change: Partial<ConnectionFacts>): void {
    this.#facts = { ...this.#facts, ...change };
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
