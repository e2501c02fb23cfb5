import { beforeEach, describe, expect, it } from 'vitest';
import { roomOf, Viewers } from './viewers.js';

/** A connection whose line can be blocked; it stands for socket.io's own, which has a network behind it. */
class Connection {
  readonly rooms = new Set<string>();
  readonly conn = { writeBuffer: [] as unknown[] };
  disconnected = false;
  join(room: string) {
    this.rooms.add(room);
  }
  leave(room: string) {
    this.rooms.delete(room);
  }
  disconnect() {
    this.disconnected = true;
  }
  block(packets: number) {
    this.conn.writeBuffer = new Array(packets).fill('packet');
  }
}

describe('viewers', () => {
  let viewers: Viewers;
  let connection: Connection;
  beforeEach(() => {
    viewers = new Viewers();
    connection = new Connection();
  });

  it('get the frames of the floors they watch', () => {
    viewers.add(connection, 1);
    viewers.add(connection, 2);
    expect([...connection.rooms]).toEqual([roomOf(1), roomOf(2)]);
    viewers.remove(connection, 1);
    expect([viewers.floorIds, [...connection.rooms]]).toEqual([[2], [roomOf(2)]]);
    viewers.forget(connection);
    expect([viewers.floorIds, viewers.has(2)]).toEqual([[], false]);
  });

  it('may watch eight floors and no more', () => {
    for (let floor = 1; floor <= 8; floor++) expect(viewers.add(connection, floor)).toBe(true);
    expect(viewers.add(connection, 9)).toBe(false);
    expect(viewers.add(connection, 8)).toBe(true);
  });

  it('that are too slow get nothing more until they caught up, on all their floors', () => {
    viewers.add(connection, 1);
    viewers.add(connection, 2);
    connection.block(11);
    viewers.sortOut();
    expect([...connection.rooms]).toEqual([]);
    expect(viewers.isSlow(connection)).toBe(true);
    connection.block(5);
    viewers.sortOut();
    expect([...connection.rooms]).toEqual([]);
    connection.block(0);
    viewers.sortOut();
    expect([...connection.rooms]).toEqual([roomOf(1), roomOf(2)]);
    expect(connection.disconnected).toBe(false);
  });

  it('that ask and never read are disconnected', () => {
    viewers.add(connection, 1);
    connection.block(201);
    viewers.sortOut();
    expect(connection.disconnected).toBe(true);
  });
});
