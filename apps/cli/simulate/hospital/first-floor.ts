import { circulation, courtyards, readersOf, spineRooms } from './frame.js';
import { cm, column, row, type FloorLayout, type Room, type RoomSpec } from './layout.js';

/** A ward's rooms are laid out in the west wing; the other ward is their mirror image. */
function ward(letter: 'A' | 'B'): Room[] {
  const department = `Ward 2${letter}`;
  let count = 0;
  const bedroom = (mirrored: boolean): RoomSpec => {
    const name = `2${letter}-${String(++count).padStart(2, '0')}`;
    return { name, kind: 'patient-room', fitting: 'patient-room', department, mirrored };
  };
  const own = (name: string, kind: RoomSpec['kind'], fitting: RoomSpec['fitting'], mirrored = false): RoomSpec => ({
    name: `${name} 2${letter}`,
    kind,
    fitting,
    department,
    mirrored,
  });
  const bedrooms = (widths: number[], firstMirrored: boolean): [number, RoomSpec][] =>
    widths.map((width, index) => [width, bedroom((index % 2 === 0) === firstMirrored)]);
  return [
    ...row(0, 35, 42, 's', bedrooms([4.3, 4.3, 4.3, 4.3, 4.3, 4.3, 4.2], false)),
    ...row(0, 0, 7, 'n', [...bedrooms([4.3, 4.3, 4.3, 4.3, 4.3], false), [8.5, own('Day room', 'waiting', 'lounge')]]),
    ...column(9.8, 0, 6.5, 'e', bedrooms([4.55, 4.55], false)),
    ...column(23.1, 0, 6.5, 'e', bedrooms([4.55, 4.55], false)),
    ...row(9.3, 9.8, 19.6, 'n', [[6.7, own('Nurse station', 'office', 'nurse-station')]]),
    ...column(9.8, 26, 30, 's', [[4.9, own('Assisted bath', 'other', 'washroom')]]),
    ...column(14.7, 26, 30, 'n', [[4.9, own('Treatment', 'other', 'treatment')]]),
    ...row(9.3, 27.3, 32.2, 'n', [
      [5.4, own('Clean utility', 'clean-utility', 'clean-utility')],
      [3.9, own('Medication', 'clean-utility', 'clean-utility', true)],
      [7.4, own('Equipment store', 'storage', 'equipment-park')],
      [4, own('Linen', 'storage', 'shelves', true)],
    ]),
    ...row(9.3, 22.4, 27.3, 's', [
      [5.4, own('Soiled utility', 'soiled-utility', 'soiled-utility')],
      [5.1, own('Ward office', 'office', 'office', true)],
      [5.2, own('Staff room', 'other', 'lounge')],
      [5, own('Doctors', 'office', 'office', true)],
    ]),
  ];
}

function mirrorImage(rooms: Room[]): Room[] {
  const flipped = { n: 'n', s: 's', e: 'w', w: 'e' } as const;
  return rooms.map((original) => {
    const { rect } = original;
    const width = rect.x1 - rect.x0;
    return {
      ...original,
      rect: { ...rect, x0: cm(70 - rect.x1), x1: cm(70 - rect.x0) },
      front: flipped[original.front],
      mirrored: original.front === 'n' || original.front === 's' ? !original.mirrored : original.mirrored,
      doors: original.doors.map((door) => ({
        ...door,
        side: flipped[door.side],
        offsetM: door.side === 'n' || door.side === 's' ? cm(width - door.offsetM - door.widthM) : door.offsetM,
      })),
    };
  });
}

/** First floor: wards 2A and 2B. */
export function firstFloor(): FloorLayout {
  const rooms = [
    ...circulation('l1', {
      west: { name: 'Ward 2A', department: 'Ward 2A' },
      east: { name: 'Ward 2B', department: 'Ward 2B' },
    }),
    ...ward('A'),
    ...mirrorImage(ward('B')),
    ...row(30, 35, 42, 's', [[10, { name: 'Seminar room', kind: 'office', fitting: 'meeting' }]]),
    ...row(30, 0, 7, 'n', [[10, { name: 'Visitor lounge', kind: 'waiting', fitting: 'waiting' }]]),
    ...spineRooms([
      { name: 'Pharmacy point', kind: 'storage', fitting: 'shelves' },
      { name: 'Therapy', kind: 'other', fitting: 'treatment', mirrored: true },
      { key: 'l1-wc', name: 'WC first', kind: 'other', fitting: 'washroom' },
      { key: 'l1-plant', name: 'Riser first', kind: 'other', fitting: 'plant' },
    ]),
  ];
  return {
    key: 'dh-l1',
    name: 'First floor',
    level: 1,
    rooms,
    courtyards,
    readers: readersOf([
      [22.3, 29.6],
      [47.7, 29.6],
      [12.6, 14],
      [57.4, 14],
      [25.8, 3.5],
      [44.2, 3.5],
      [35, 38.5],
    ]),
  };
}
