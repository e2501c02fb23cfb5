import type { ZoneKind } from '#contracts/floorplan';

/** A side of a room on the plan: north is up. */
export type Side = 'n' | 's' | 'e' | 'w';

/** An axis-aligned rectangle in metres; room rectangles run along the middle of their walls. */
export interface Rect {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** A door in one side of a room. `offsetM` runs from the room's west or south corner to the door's near edge. */
export interface DoorSpec {
  side: Side;
  offsetM: number;
  widthM: number;
  /** `gap` is an opening without a leaf; `slide` a sliding door. */
  leaf: 'single' | 'double' | 'slide' | 'gap';
}

/** What stands in a room; furniture and the places where equipment stands follow from it. */
export type Fitting =
  | 'patient-room'
  | 'critical-bay'
  | 'treatment'
  | 'recovery'
  | 'theatre'
  | 'anaesthetic'
  | 'clean-utility'
  | 'soiled-utility'
  | 'shelves'
  | 'equipment-park'
  | 'bed-store'
  | 'workshop'
  | 'office'
  | 'consulting'
  | 'nurse-station'
  | 'meeting'
  | 'lounge'
  | 'waiting'
  | 'reception-hall'
  | 'ct'
  | 'mri'
  | 'x-ray'
  | 'control'
  | 'therapy'
  | 'washroom'
  | 'changing'
  | 'lift'
  | 'stairs'
  | 'vestibule'
  | 'loading'
  | 'plant'
  | 'lobby'
  | 'none';

export interface Room {
  key: string;
  name: string;
  kind: ZoneKind;
  department?: string;
  fitting: Fitting;
  rect: Rect;
  doors: DoorSpec[];
  /** Side on which people come in: furniture is arranged from there. */
  front: Side;
  /** Furniture left-right reversed, so that neighbours share a wet wall. */
  mirrored: boolean;
  /** No wall toward other open rooms: corridors, halls. */
  open: boolean;
  /** Walls of lead or copper: imaging. */
  shielded: boolean;
}

/** One floor of the demo hospital before walls, drawing and file follow from it. */
export interface FloorLayout {
  key: string;
  name: string;
  level: number;
  rooms: Room[];
  /** Open to the sky: outside, though within the outline. */
  courtyards: Rect[];
  /** Readers at the ceiling, metres. */
  readers: { x: number; y: number }[];
}

export type RoomSpec = Pick<Room, 'name' | 'kind' | 'fitting'> &
  Partial<Pick<Room, 'key' | 'department' | 'doors' | 'front' | 'mirrored' | 'open' | 'shielded'>>;

const bedWide: ReadonlySet<Fitting> = new Set([
  'theatre',
  'recovery',
  'equipment-park',
  'bed-store',
  'workshop',
  'ct',
  'mri',
  'x-ray',
  'loading',
]);

const trolleyWide: ReadonlySet<Fitting> = new Set([
  'patient-room',
  'treatment',
  'therapy',
  'clean-utility',
  'soiled-utility',
  'shelves',
]);

/** A room of the given rectangle with one door in its front unless doors are given. */
export function room(rect: Rect, front: Side, spec: RoomSpec): Room {
  const mirrored = spec.mirrored ?? false;
  return {
    key: spec.key ?? spec.name.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    name: spec.name,
    kind: spec.kind,
    department: spec.department,
    fitting: spec.fitting,
    rect: { x0: cm(rect.x0), y0: cm(rect.y0), x1: cm(rect.x1), y1: cm(rect.y1) },
    doors: spec.doors ?? [usualDoor(rect, front, spec.fitting, mirrored)],
    front: spec.front ?? front,
    mirrored,
    open: spec.open ?? false,
    shielded: spec.shielded ?? false,
  };
}

/** Rooms side by side from west to east between two heights; each spec comes after its width in metres. */
export function row(x: number, y0: number, y1: number, front: Side, specs: [number, RoomSpec][]): Room[] {
  return specs.map(([width, spec]) => room({ x0: x, y0, x1: (x += width), y1 }, front, spec));
}

/** Rooms one above the other from south to north; each spec comes after its depth in metres. */
export function column(y: number, x0: number, x1: number, front: Side, specs: [number, RoomSpec][]): Room[] {
  return specs.map(([depth, spec]) => room({ x0, y0: y, x1, y1: (y += depth) }, front, spec));
}

/** A stretch of corridor: open to other open rooms. */
export function corridor(rect: Rect, key: string, name: string, department?: string): Room {
  return room(rect, 's', { key, name, kind: 'corridor', department, fitting: 'none', open: true, doors: [] });
}

function usualDoor(rect: Rect, front: Side, fitting: Fitting, mirrored: boolean): DoorSpec {
  const length = front === 'n' || front === 's' ? rect.x1 - rect.x0 : rect.y1 - rect.y0;
  if (fitting === 'critical-bay') return { side: front, offsetM: length / 2 - 1.2, widthM: 2.4, leaf: 'slide' };
  if (fitting === 'lift') return { side: front, offsetM: length / 2 - 0.7, widthM: 1.4, leaf: 'slide' };
  if (bedWide.has(fitting)) return { side: front, offsetM: length / 2 - 0.8, widthM: 1.6, leaf: 'double' };
  if (fitting === 'nurse-station') return { side: front, offsetM: 0.8, widthM: length - 1.6, leaf: 'gap' };
  const widthM = trolleyWide.has(fitting) ? 1.2 : 1;
  return { side: front, offsetM: mirrored ? length - 0.4 - widthM : 0.4, widthM, leaf: 'single' };
}

/** Rounds to centimetres, so that shared edges are equal to the bit. */
export function cm(metres: number): number {
  return Math.round(metres * 100) / 100;
}

export function widthOf(rect: Rect): number {
  return rect.x1 - rect.x0;
}

export function depthOf(rect: Rect): number {
  return rect.y1 - rect.y0;
}

export function contains(rect: Rect, x: number, y: number): boolean {
  return x > rect.x0 && x < rect.x1 && y > rect.y0 && y < rect.y1;
}
