import { beforeEach, describe, expect, it } from 'vitest';
import { audienceOf, seesEverything, type Visibility } from '#contracts/visibility';
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

const everyone = audienceOf(seesEverything);
const wardA: Visibility = { siteIds: null, departments: ['Ward A'], persons: false };

describe('viewers', () => {
  let viewers: Viewers;
  let connection: Connection;
  beforeEach(() => {
    viewers = new Viewers();
    connection = new Connection();
  });

  it('get the frames of the floors they watch', () => {
    viewers.add(connection, 1, seesEverything);
    viewers.add(connection, 2, seesEverything);
    expect([...connection.rooms]).toEqual([roomOf(1, everyone), roomOf(2, everyone)]);
    viewers.remove(connection, 1);
    expect([viewers.floorIds, [...connection.rooms]]).toEqual([[2], [roomOf(2, everyone)]]);
    viewers.forget(connection);
    expect([viewers.floorIds, viewers.has(2)]).toEqual([[], false]);
  });

  it('share a room with those who see the same, on whichever sites', () => {
    const other = new Connection();
    viewers.add(connection, 1, wardA);
    viewers.add(other, 1, { ...wardA, siteIds: [4] });
    expect([...viewers.audiences(1)].map(({ name }) => name)).toEqual([audienceOf(wardA)]);
    expect([...other.rooms]).toEqual([...connection.rooms]);
    viewers.remove(connection, 1);
    expect(viewers.has(1)).toBe(true);
  });

  it('are in one room of a floor only, also when they see more than before', () => {
    viewers.add(connection, 1, wardA);
    viewers.add(connection, 1, seesEverything);
    expect([...connection.rooms]).toEqual([roomOf(1, everyone)]);
    expect(viewers.forget(connection)).toEqual([1]);
    expect([[...connection.rooms], viewers.floorIds]).toEqual([[], []]);
  });

  it('may watch eight floors and no more', () => {
    for (let floor = 1; floor <= 8; floor++) expect(viewers.add(connection, floor, seesEverything)).toBe(true);
    expect(viewers.add(connection, 9, seesEverything)).toBe(false);
    expect(viewers.add(connection, 8, seesEverything)).toBe(true);
  });

  it('that are too slow get nothing more until they caught up, on all their floors', () => {
    viewers.add(connection, 1, seesEverything);
    viewers.add(connection, 2, seesEverything);
    connection.block(11);
    viewers.sortOut();
    expect([...connection.rooms]).toEqual([]);
    expect(viewers.isSlow(connection)).toBe(true);
    connection.block(5);
    viewers.sortOut();
    expect([...connection.rooms]).toEqual([]);
    connection.block(0);
    viewers.sortOut();
    expect([...connection.rooms]).toEqual([roomOf(1, everyone), roomOf(2, everyone)]);
    expect(connection.disconnected).toBe(false);
  });

  it('that ask and never read are disconnected', () => {
    viewers.add(connection, 1, seesEverything);
    connection.block(201);
    viewers.sortOut();
    expect(connection.disconnected).toBe(true);
  });
});
