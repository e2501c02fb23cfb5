import type { FloorFrame } from '#contracts/live';

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

/**
 * Who watches which floor. A connection that cannot keep up leaves its rooms until it has: it then sees a
 * gap in the sequence and joins again, so that it costs a bounded amount of memory.
 */
export class Viewers {
  private readonly floors = new Map<number, Set<ViewerSocket>>();
  private readonly slow = new Set<ViewerSocket>();

  /** @returns false when this connection watches too many floors already. */
  add(socket: ViewerSocket, floorId: number): boolean {
    const watched = [...this.floors.values()].filter((sockets) => sockets.has(socket)).length;
    const sockets = this.floors.get(floorId) ?? new Set();
    if (!sockets.has(socket) && watched >= maxFloors) return false;
    this.floors.set(floorId, sockets.add(socket));
    socket.join(roomOf(floorId));
    return true;
  }

  remove(socket: ViewerSocket, floorId: number): void {
    const sockets = this.floors.get(floorId);
    sockets?.delete(socket);
    if (sockets?.size === 0) this.floors.delete(floorId);
    socket.leave(roomOf(floorId));
  }

  forget(socket: ViewerSocket): void {
    this.slow.delete(socket);
    for (const floorId of this.floors.keys()) this.remove(socket, floorId);
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

  /** Takes slow connections out of their rooms and those that caught up back in. */
  sortOut(): void {
    for (const [floorId, sockets] of this.floors)
      for (const socket of sockets) {
        const waiting = waitingPackets(socket);
        if (waiting > slowAt && !this.slow.has(socket)) {
          this.slow.add(socket);
          socket.leave(roomOf(floorId));
        } else if (this.slow.has(socket)) socket.leave(roomOf(floorId));
        if (waiting > hopelessAt) socket.disconnect(true);
      }
    for (const socket of this.slow) {
      if (waitingPackets(socket) > 0) continue;
      this.slow.delete(socket);
      for (const [floorId, sockets] of this.floors) if (sockets.has(socket)) socket.join(roomOf(floorId));
    }
  }
}

/** The room of a floor's viewers: a frame is written once for all of them. */
export function roomOf(floorId: FloorFrame['floorId']): string {
  return `floor:${floorId}`;
}

/** The engine's own list of packets it could not hand to the transport yet. */
function waitingPackets(socket: ViewerSocket): number {
  return (socket.conn as { writeBuffer: unknown[] }).writeBuffer.length;
}
