import { circulation, courtyards, readersOf, spineRooms } from './frame.js';
import { column, row, type FloorLayout, type RoomSpec } from './layout.js';

const theatres = 'Operating theatres';
const intensive = 'Intensive care';

const theatre = (number: number): RoomSpec => ({
  name: `Theatre ${number}`,
  kind: 'theatre',
  fitting: 'theatre',
  department: theatres,
});
const anaesthetic = (number: number): RoomSpec => ({
  name: `Anaesthetic ${number}`,
  kind: 'theatre',
  fitting: 'anaesthetic',
  department: theatres,
  doors: [
    { side: 's', offsetM: 1, widthM: 1.4, leaf: 'double' },
    { side: 'w', offsetM: 4, widthM: 1.6, leaf: 'double' },
  ],
});
const bay = (number: number): RoomSpec => ({
  name: `ICU-${String(number).padStart(2, '0')}`,
  kind: 'patient-room',
  fitting: 'critical-bay',
  department: intensive,
  mirrored: number % 2 === 0,
});
const own = (
  department: string,
  name: string,
  kind: RoomSpec['kind'],
  fitting: RoomSpec['fitting'],
  mirrored = false,
): RoomSpec => ({ name, kind, fitting, department, mirrored });

/** Second floor: theatres in the north, intensive care in the south. */
export function secondFloor(): FloorLayout {
  const rooms = [
    ...circulation('l2', {
      west: { name: 'Theatres', department: theatres },
      east: { name: 'Intensive care', department: intensive },
    }),
    ...row(0, 35, 42, 's', [
      [7.4, theatre(1)],
      [3.4, anaesthetic(1)],
      [7.4, theatre(2)],
      [3.4, anaesthetic(2)],
      [7.4, theatre(3)],
      [3.4, anaesthetic(3)],
      [7.6, theatre(4)],
      [3.4, anaesthetic(4)],
      [17.4, own(theatres, 'Recovery', 'patient-room', 'recovery')],
      [4.2, own(theatres, 'Recovery office', 'office', 'office')],
      [5, own(theatres, 'Recovery store', 'storage', 'shelves', true)],
    ]),
    ...row(0, 0, 7, 'n', [
      ...[4.3, 4.3, 4.3, 4.3, 4.3, 4.3, 4.2].map((width, index): [number, RoomSpec] => [width, bay(index + 1)]),
      [5.8, own(intensive, 'Relatives', 'waiting', 'lounge')],
      [4.2, own(intensive, 'Quiet room', 'office', 'office', true)],
      ...[4.3, 4.3, 4.3, 4.3, 4.3].map((width, index): [number, RoomSpec] => [width, bay(index + 8)]),
      [4.3, own(intensive, 'ICU office', 'office', 'office')],
      [4.2, own(intensive, 'ICU staff', 'other', 'lounge', true)],
    ]),
    ...column(9.8, 0, 6.5, 'e', [
      [4.55, bay(13)],
      [4.55, bay(14)],
    ]),
    ...column(9.8, 63.5, 70, 'w', [
      [4.55, bay(15)],
      [4.55, bay(16)],
    ]),
    ...column(23.1, 0, 6.5, 'e', [
      [4.55, own(theatres, 'Changing 1', 'other', 'changing')],
      [4.55, own(theatres, 'Changing 2', 'other', 'changing', true)],
    ]),
    ...column(23.1, 63.5, 70, 'w', [
      [4.55, own(theatres, 'Surgeons', 'office', 'office')],
      [4.55, own(theatres, 'Anaesthetists', 'office', 'office', true)],
    ]),
    ...row(9.3, 9.8, 19.6, 's', [[6.7, own(intensive, 'ICU station west', 'office', 'nurse-station')]]),
    ...row(54, 9.8, 19.6, 's', [[6.7, own(intensive, 'ICU station east', 'office', 'nurse-station')]]),
    ...column(9.8, 26, 30, 's', [[4.9, own(intensive, 'ICU clean utility', 'clean-utility', 'clean-utility')]]),
    ...column(14.7, 26, 30, 'n', [[4.9, own(intensive, 'ICU laboratory', 'other', 'clean-utility')]]),
    ...column(9.8, 40, 44, 's', [[4.9, own(intensive, 'ICU soiled utility', 'soiled-utility', 'soiled-utility')]]),
    ...column(14.7, 40, 44, 'n', [[4.9, own(intensive, 'ICU medication', 'clean-utility', 'clean-utility')]]),
    ...row(9.3, 27.3, 32.2, 'n', [
      [8.7, own(theatres, 'Sterile store', 'storage', 'shelves')],
      [6, own(theatres, 'Theatre clean utility', 'clean-utility', 'clean-utility')],
      [6, own(theatres, 'Theatre soiled utility', 'soiled-utility', 'soiled-utility', true)],
    ]),
    ...row(9.3, 22.4, 27.3, 's', [
      [9.4, own(theatres, 'Theatre equipment', 'storage', 'equipment-park')],
      [5.3, own(theatres, 'Preparation', 'clean-utility', 'clean-utility')],
      [6, own(theatres, 'Theatre lounge', 'other', 'lounge', true)],
    ]),
    ...row(40, 27.3, 32.2, 'n', [
      [6, own(theatres, 'Day surgery 1', 'patient-room', 'treatment')],
      [6, own(theatres, 'Day surgery 2', 'patient-room', 'treatment', true)],
      [8.7, own(theatres, 'Endoscopy', 'theatre', 'theatre')],
    ]),
    ...row(40, 22.4, 27.3, 's', [
      [9.4, own(intensive, 'ICU equipment', 'storage', 'equipment-park')],
      [5.3, own(intensive, 'ICU linen', 'storage', 'shelves')],
      [6, own(intensive, 'ICU meeting', 'office', 'meeting', true)],
    ]),
    ...spineRooms([
      { name: 'Blood bank', kind: 'storage', fitting: 'shelves', department: theatres },
      { name: 'Dialysis store', kind: 'storage', fitting: 'shelves', department: intensive, mirrored: true },
      { key: 'l2-wc', name: 'WC second', kind: 'other', fitting: 'washroom' },
      { key: 'l2-plant', name: 'Riser second', kind: 'other', fitting: 'plant' },
    ]),
  ];
  return {
    key: 'dh-l2',
    name: 'Second floor',
    level: 2,
    rooms,
    courtyards,
    readers: readersOf([
      [3.7, 38.5],
      [14.5, 38.5],
      [25.3, 38.5],
      [36.2, 38.5],
      [52, 38.5],
      [14, 25],
      [44.7, 25],
    ]),
  };
}
