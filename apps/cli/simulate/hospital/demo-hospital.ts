import { floorplanSchema, type Floorplan } from '#contracts/floorplan';
import type { Bounds, Point } from '#contracts/geometry';
import { firstFloor } from './first-floor.js';
import { groundFloor } from './ground-floor.js';
import { cm, type FloorLayout, type Room } from './layout.js';
import { secondFloor } from './second-floor.js';
import { wallKinds, wallsOf, type Opening, type Wall } from './walls.js';

/** Outline of 70 x 42 m with a margin for the outer walls; narrow, because positions are sought within the bounds. */
export const demoBounds: Bounds = { minX: -0.5, minY: -0.5, maxX: 70.5, maxY: 42.5 };
/** Ceiling readers, as gateways are usually mounted. */
export const readerHeightM = 2.7;

/** The three floors of the demo hospital, lowest first. */
export function demoFloors(): FloorLayout[] {
  return [groundFloor(), firstFloor(), secondFloor()];
}

/** A floor in the file format of all floor plans. */
export function floorplanOf(floor: FloorLayout): Floorplan {
  const { walls, openings } = wallsOf(floor);
  const plan: Floorplan = {
    format: 'wardmap-floorplan/1',
    site: {
      key: 'demo-hospital',
      name: 'Demo hospital',
      timeZone: 'Europe/Berlin',
      keepEveryFix: false,
      attribution: 'Invented hospital; every reading in it is simulated.',
    },
    building: { key: 'dh-main', name: 'Main building' },
    floor: {
      key: floor.key,
      name: floor.name,
      level: floor.level,
      plan: `${floor.key}.svg`,
      bounds: demoBounds,
      tagHeightM: 1,
    },
    zones: floor.rooms.map((room) => ({
      key: zoneKey(floor, room),
      name: room.name,
      kind: room.kind,
      ...(room.department ? { department: room.department } : {}),
      polygon: clearPolygon(room, walls),
    })),
    walls: walls.map((wall) => ({ points: ends(wall), lossDb: wallKinds[wall.kind].lossDb })),
    doors: openings
      .filter((opening) => opening.thicknessM > 0)
      .map((opening) => ({ from: ends(opening)[0], to: ends(opening)[1] })),
    readers: floor.readers.map(({ x, y }, index) => ({
      key: `${floor.key}-r${String(index + 1).padStart(2, '0')}`,
      name: `Reader ${floor.level}.${String(index + 1).padStart(2, '0')}`,
      kind: 'ble',
      x,
      y,
      z: readerHeightM,
    })),
  };
  return floorplanSchema.parse(plan);
}

/** The key of a room's zone: unique within the site. */
export function zoneKey(floor: FloorLayout, room: Room): string {
  return `${floor.key}-${room.key.replace(/^l\d-/, '')}`;
}

/** A room's clear floor: its rectangle less half of the walls round it. */
function clearPolygon(room: Room, walls: Wall[]): Point[] {
  const { x0, y0, x1, y1 } = room.rect;
  const inset = (axis: 'h' | 'v', at: number, from: number, to: number) =>
    Math.max(
      0,
      ...walls
        .filter((wall) => wall.axis === axis && wall.at === at && wall.from < to && wall.to > from)
        .map((wall) => wallKinds[wall.kind].thicknessM / 2),
    );
  const left = cm(x0 + inset('v', x0, y0, y1));
  const right = cm(x1 - inset('v', x1, y0, y1));
  const low = cm(y0 + inset('h', y0, x0, x1));
  const high = cm(y1 - inset('h', y1, x0, x1));
  return [
    [left, low],
    [right, low],
    [right, high],
    [left, high],
  ];
}

function ends({ axis, at, from, to }: Wall | Opening): [Point, Point] {
  return axis === 'h'
    ? [
        [from, at],
        [to, at],
      ]
    : [
        [at, from],
        [at, to],
      ];
}
