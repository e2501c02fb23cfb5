import { audienceOf, type Visibility } from '#contracts/visibility';
import type { Audience } from './floor-hub.js';

/** What of a socket.io socket is needed here. */
export interface ViewerSocket {
  join(room: string): unknown;
  leave(room: string): unknown;
  disconnect(close?: boolean): unknown;
  /** Packets that wait because the connection takes no more. */
  conn: unknown;
}

/** Packets that may wait for a slow connection: two seconds of frames; then it gets no more until it caught up. */
const slowAt = 10;
/** So much waits only for a connection that sends requests and reads no answers. */
const hopelessAt = 200;
/** Floors one connection may watch. */
const maxFloors = 8;

/** Those who watch one floor and see the same of it. */
interface Watching extends Audience {
  sockets: Set<ViewerSocket>;
}

/**
 * Who watches which floor, and sees what of it. A connection that cannot keep up leaves its rooms until it has: it then
 * sees a gap in the sequence and joins again, so that it costs a bounded amount of memory.
 */
export class Viewers {
  private readonly floors = new Map<number, Map<string, Watching>>();
  private readonly slow = new Set<ViewerSocket>();

  /** @returns false when this connection watches too many floors already. */
  add(socket: ViewerSocket, floorId: number, visibility: Visibility): boolean {
    const watched = this.floorsOf(socket);
    if (!watched.includes(floorId) && watched.length >= maxFloors) return false;
    const name = audienceOf(visibility);
    const audiences = this.floors.get(floorId);
    if (!audiences?.get(name)?.sockets.has(socket)) {
      this.remove(socket, floorId);
      const floor = this.floors.get(floorId) ?? new Map<string, Watching>();
      const audience = floor.get(name) ?? { name, visibility, sockets: new Set() };
      this.floors.set(floorId, floor.set(name, audience));
      audience.sockets.add(socket);
    }
    socket.join(roomOf(floorId, name));
    return true;
  }

  remove(socket: ViewerSocket, floorId: number): void {
    const audiences = this.floors.get(floorId) ?? new Map<string, Watching>();
    for (const { name, sockets } of audiences.values()) {
      if (!sockets.delete(socket)) continue;
      if (sockets.size === 0) audiences.delete(name);
      socket.leave(roomOf(floorId, name));
    }
    if (audiences.size === 0) this.floors.delete(floorId);
  }

  /** Takes a connection from all its floors. @returns which they were */
  forget(socket: ViewerSocket): number[] {
    this.slow.delete(socket);
    const watched = this.floorsOf(socket);
    for (const floorId of watched) this.remove(socket, floorId);
    return watched;
  }

  /** Whether the connection has too much waiting to be sent a snapshot. */
  isSlow(socket: ViewerSocket): boolean {
    return this.slow.has(socket) || waitingPackets(socket) > slowAt;
  }

  /** Whether anybody watches a floor. */
  has(floorId: number): boolean {
    return this.floors.has(floorId);
  }

  get floorIds(): number[] {
    return [...this.floors.keys()];
  }

  /** The audiences of a floor. */
  audiences(floorId: number): Iterable<Audience> {
    return this.floors.get(floorId)?.values() ?? [];
  }

  /** Takes slow connections out of their rooms and those that caught up back in. */
  sortOut(): void {
    this.each((socket, room) => {
      const waiting = waitingPackets(socket);
      if (waiting > slowAt && !this.slow.has(socket)) {
        this.slow.add(socket);
        socket.leave(room);
      } else if (this.slow.has(socket)) socket.leave(room);
      if (waiting > hopelessAt) socket.disconnect(true);
    });
    const caughtUp = new Set([...this.slow].filter((socket) => waitingPackets(socket) === 0));
    if (caughtUp.size === 0) return;
    for (const socket of caughtUp) this.slow.delete(socket);
    this.each((socket, room) => {
      if (caughtUp.has(socket)) socket.join(room);
    });
  }

  private each(visit: (socket: ViewerSocket, room: string) => void): void {
    for (const [floorId, audiences] of this.floors)
      for (const { name, sockets } of audiences.values())
        for (const socket of sockets) visit(socket, roomOf(floorId, name));
  }

  private floorsOf(socket: ViewerSocket): number[] {
    return [...this.floors].flatMap(([floorId, audiences]) =>
      [...audiences.values()].some(({ sockets }) => sockets.has(socket)) ? [floorId] : [],
    );
  }
}

/** The room of those who see the same of a floor: a frame is written once for all of them. */
export function roomOf(floorId: number, audience: string): string {
  return `floor:${floorId}:${audience}`;
}

/** The engine's own list of packets it could not hand to the transport yet. */
function waitingPackets(socket: ViewerSocket): number {
  return (socket.conn as { writeBuffer: unknown[] }).writeBuffer.length;
}
