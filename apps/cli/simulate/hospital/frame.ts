import {
  column,
  corridor,
  room,
  type DoorSpec,
  type FloorLayout,
  type Rect,
  type Room,
  type RoomSpec,
} from './layout.js';

/**
 * What all three floors share, so that shafts, corridors and load-bearing walls stand above one another:
 * a racetrack of corridors round two cores, each with a courtyard, and a spine with the lifts between them.
 */
export const outline: Rect = { x0: 0, y0: 0, x1: 70, y1: 42 };
export const courtyards: Rect[] = [
  { x0: 16, y0: 9.8, x1: 26, y1: 19.6 },
  { x0: 44, y0: 9.8, x1: 54, y1: 19.6 },
];

const fireDoor = (side: DoorSpec['side']): DoorSpec => ({ side, offsetM: 0.4, widthM: 2, leaf: 'double' });

/** Names of the corridor stretches by wing. */
export interface CorridorNames {
  west: { name: string; department?: string };
  east: { name: string; department?: string };
}

/** Corridors, lift hall, lifts and stairs of one floor; `s` is the floor's key prefix such as `l1`. */
export function circulation(s: string, { west, east }: CorridorNames): Room[] {
  const wing = (side: 'w' | 'e', where: string, rect: Rect, text: string) => {
    const { name, department } = side === 'w' ? west : east;
    return corridor(rect, `${s}-corridor-${where}-${side}`, `${name}, ${text}`, department);
  };
  const withFireDoors = (stretch: Room) => ({ ...stretch, doors: [fireDoor('w'), fireDoor('e')] });
  return [
    wing('w', 'north', { x0: 0, y0: 32.2, x1: 30, y1: 35 }, 'north corridor'),
    withFireDoors(corridor({ x0: 30, y0: 32.2, x1: 40, y1: 35 }, `${s}-corridor-north-c`, 'North link')),
    wing('e', 'north', { x0: 40, y0: 32.2, x1: 70, y1: 35 }, 'north corridor'),
    wing('w', 'south', { x0: 0, y0: 7, x1: 30, y1: 9.8 }, 'south corridor'),
    withFireDoors(corridor({ x0: 30, y0: 7, x1: 40, y1: 9.8 }, `${s}-corridor-south-c`, 'South link')),
    wing('e', 'south', { x0: 40, y0: 7, x1: 70, y1: 9.8 }, 'south corridor'),
    wing('w', 'end', { x0: 6.5, y0: 9.8, x1: 9.3, y1: 32.2 }, 'end corridor'),
    wing('e', 'end', { x0: 60.7, y0: 9.8, x1: 63.5, y1: 32.2 }, 'end corridor'),
    wing('w', 'middle', { x0: 9.3, y0: 19.6, x1: 30, y1: 22.4 }, 'middle corridor'),
    wing('e', 'middle', { x0: 40, y0: 19.6, x1: 60.7, y1: 22.4 }, 'middle corridor'),
    corridor({ x0: 33.6, y0: 25, x1: 36.4, y1: 32.2 }, `${s}-spine-north`, 'Spine, north'),
    corridor({ x0: 33.6, y0: 9.8, x1: 36.4, y1: 17 }, `${s}-spine-south`, 'Spine, south'),
    {
      ...corridor({ x0: 30, y0: 17, x1: 40, y1: 25 }, `${s}-lift-hall`, 'Lift hall'),
      fitting: 'lobby',
      doors: [
        { side: 'w', offsetM: 3, widthM: 2, leaf: 'double' },
        { side: 'e', offsetM: 3, widthM: 2, leaf: 'double' },
      ],
    },
    room({ x0: 30, y0: 25, x1: 33.6, y1: 28.4 }, 's', {
      key: `${s}-lift-1`,
      name: 'Lift 1',
      kind: 'lift',
      fitting: 'lift',
    }),
    room({ x0: 36.4, y0: 25, x1: 40, y1: 28.4 }, 's', {
      key: `${s}-lift-2`,
      name: 'Lift 2',
      kind: 'lift',
      fitting: 'lift',
    }),
    room({ x0: 0, y0: 18.9, x1: 6.5, y1: 23.1 }, 'e', {
      key: `${s}-stairs-west`,
      name: 'Stairs west',
      kind: 'stairs',
      fitting: 'stairs',
    }),
    room({ x0: 63.5, y0: 18.9, x1: 70, y1: 23.1 }, 'w', {
      key: `${s}-stairs-east`,
      name: 'Stairs east',
      kind: 'stairs',
      fitting: 'stairs',
    }),
  ];
}

/** The four small rooms beside the spine: south-west, south-east, north-west, north-east. */
export function spineRooms(specs: [RoomSpec, RoomSpec, RoomSpec, RoomSpec]): Room[] {
  const [southWest, southEast, northWest, northEast] = specs;
  return [
    ...column(9.8, 30, 33.6, 'e', [[7.2, southWest]]),
    ...column(9.8, 36.4, 40, 'w', [[7.2, southEast]]),
    ...column(28.4, 30, 33.6, 'e', [[3.8, northWest]]),
    ...column(28.4, 36.4, 40, 'w', [[3.8, northEast]]),
  ];
}

/** Corridor readers about ten metres apart, the same on every floor, and the floor's own room readers. */
export function readersOf(rooms: [x: number, y: number][]): FloorLayout['readers'] {
  const along = (y: number, ...xs: number[]) => xs.map((x) => ({ x, y }));
  return [
    ...along(33.6, 4, 14, 24.5, 35, 45.5, 56, 66),
    ...along(21, 13, 24, 35, 46, 57),
    ...along(8.4, 4, 14, 24.5, 35, 45.5, 56, 66),
    ...along(27.2, 7.9, 62.1),
    ...along(14.6, 7.9, 35, 62.1),
    ...rooms.map(([x, y]) => ({ x, y })),
  ];
}
