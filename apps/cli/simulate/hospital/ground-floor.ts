import { circulation, courtyards, readersOf, spineRooms } from './frame.js';
import { column, room, row, type FloorLayout, type RoomSpec } from './layout.js';

const emergency = 'Emergency';
const imaging = 'Imaging';
const logistics = 'Logistics';
const clinics = 'Outpatients';

const treatment = (name: string, mirrored = false): RoomSpec => ({
  name,
  kind: 'patient-room',
  fitting: 'treatment',
  department: emergency,
  mirrored,
});
const consulting = (name: string, mirrored = false): RoomSpec => ({
  name,
  kind: 'office',
  fitting: 'consulting',
  department: clinics,
  mirrored,
});

/** Ground floor: entrances, emergency, imaging, outpatients, workshop, central storage, loading. */
export function groundFloor(): FloorLayout {
  const rooms = [
    ...circulation('l0', {
      west: { name: 'Emergency', department: emergency },
      east: { name: 'Outpatients', department: clinics },
    }),
    ...row(0, 0, 7, 'n', [
      [
        6.4,
        {
          name: 'Ambulance entrance',
          kind: 'exit',
          fitting: 'vestibule',
          department: emergency,
          doors: [
            { side: 'n', offsetM: 2.1, widthM: 2.2, leaf: 'slide' },
            { side: 'w', offsetM: 2, widthM: 3, leaf: 'slide' },
          ],
        },
      ],
      [7.2, { name: 'Resuscitation', kind: 'patient-room', fitting: 'recovery', department: emergency }],
      [4, { name: 'Triage', kind: 'patient-room', fitting: 'treatment', department: emergency }],
      [4.1, treatment('ED-01')],
      [4.1, treatment('ED-02', true)],
      [4.2, treatment('ED-03')],
    ]),
    room({ x0: 30, y0: 0, x1: 40, y1: 2.6 }, 'n', {
      name: 'Main entrance',
      kind: 'exit',
      fitting: 'vestibule',
      doors: [
        { side: 's', offsetM: 3.6, widthM: 2.8, leaf: 'slide' },
        { side: 'n', offsetM: 3.6, widthM: 2.8, leaf: 'slide' },
      ],
    }),
    room({ x0: 30, y0: 2.6, x1: 40, y1: 7 }, 'n', {
      name: 'Entrance hall',
      kind: 'waiting',
      fitting: 'reception-hall',
      open: true,
      doors: [],
    }),
    ...row(40, 0, 7, 'n', [
      [
        12,
        {
          name: 'Waiting area',
          kind: 'waiting',
          fitting: 'waiting',
          department: clinics,
          doors: [
            { side: 'n', offsetM: 4.6, widthM: 2.8, leaf: 'gap' },
            { side: 'w', offsetM: 3.4, widthM: 2.6, leaf: 'gap' },
          ],
        },
      ],
      [4.5, consulting('Consulting 1')],
      [4.5, consulting('Consulting 2', true)],
      [4.5, consulting('Consulting 3')],
      [4.5, consulting('Consulting 4', true)],
    ]),
    ...row(0, 35, 42, 's', [
      [7.6, { name: 'CT', kind: 'other', fitting: 'ct', department: imaging, shielded: true }],
      [3.4, { name: 'CT control', kind: 'office', fitting: 'control', department: imaging }],
      [8, { name: 'MRI', kind: 'other', fitting: 'mri', department: imaging, shielded: true }],
      [3.4, { name: 'MRI control', kind: 'office', fitting: 'control', department: imaging }],
      [5.6, { name: 'X-ray 1', kind: 'other', fitting: 'x-ray', department: imaging, shielded: true }],
      [5.6, { name: 'X-ray 2', kind: 'other', fitting: 'x-ray', department: imaging, shielded: true, mirrored: true }],
      [4.4, { ...treatment('Ultrasound room'), department: imaging, kind: 'other' }],
      [4.6, { name: 'Reading room', kind: 'office', fitting: 'office', department: imaging, mirrored: true }],
      [11.4, { name: 'Biomed workshop', kind: 'workshop', fitting: 'workshop', department: 'Biomedical engineering' }],
      [4, { name: 'Biomed office', kind: 'office', fitting: 'office', department: 'Biomedical engineering' }],
      [5, { name: 'Goods receiving', kind: 'storage', fitting: 'shelves', department: logistics, mirrored: true }],
      [
        7,
        {
          name: 'Loading bay',
          kind: 'exit',
          fitting: 'loading',
          department: logistics,
          doors: [
            { side: 's', offsetM: 2.4, widthM: 2.2, leaf: 'double' },
            { side: 'e', offsetM: 1.8, widthM: 3.4, leaf: 'slide' },
          ],
        },
      ],
    ]),
    ...column(9.8, 0, 6.5, 'e', [
      [4.55, treatment('ED-04')],
      [4.55, treatment('ED-05', true)],
    ]),
    ...column(23.1, 0, 6.5, 'e', [
      [4.55, treatment('ED-06')],
      [4.55, treatment('ED-07', true)],
    ]),
    ...column(9.8, 63.5, 70, 'w', [
      [4.55, consulting('Consulting 5')],
      [4.55, consulting('Consulting 6', true)],
    ]),
    ...column(23.1, 63.5, 70, 'w', [
      [4.55, { name: 'Logistics office', kind: 'office', fitting: 'office', department: logistics }],
      [4.55, { name: 'Waste room', kind: 'other', fitting: 'soiled-utility', department: logistics, mirrored: true }],
    ]),
    ...row(9.3, 9.8, 19.6, 'n', [
      [6.7, { name: 'Emergency station', kind: 'office', fitting: 'nurse-station', department: emergency }],
    ]),
    ...column(9.8, 26, 30, 's', [
      [
        4.9,
        { name: 'Emergency soiled utility', kind: 'soiled-utility', fitting: 'soiled-utility', department: emergency },
      ],
    ]),
    ...column(14.7, 26, 30, 'n', [
      [
        4.9,
        { name: 'Emergency clean utility', kind: 'clean-utility', fitting: 'clean-utility', department: emergency },
      ],
    ]),
    ...row(9.3, 27.3, 32.2, 'n', [
      [6.9, { name: 'Imaging waiting', kind: 'waiting', fitting: 'waiting', department: imaging }],
      [4.2, { name: 'Changing', kind: 'other', fitting: 'changing', department: imaging, mirrored: true }],
      [4.8, { name: 'Imaging store', kind: 'storage', fitting: 'shelves', department: imaging }],
      [4.8, { name: 'Imaging office', kind: 'office', fitting: 'office', department: imaging, mirrored: true }],
    ]),
    ...row(9.3, 22.4, 27.3, 's', [
      [8.1, { name: 'Emergency store', kind: 'storage', fitting: 'equipment-park', department: emergency }],
      [5.4, { ...treatment('Plaster room'), kind: 'other' }],
      [7.2, { name: 'Emergency staff room', kind: 'other', fitting: 'lounge', department: emergency, mirrored: true }],
    ]),
    ...row(40, 22.4, 32.2, 's', [
      [12.4, { name: 'Central equipment library', kind: 'storage', fitting: 'equipment-park', department: logistics }],
    ]),
    ...row(52.4, 22.4, 32.2, 'n', [
      [
        8.3,
        {
          name: 'Bed store',
          kind: 'storage',
          fitting: 'bed-store',
          department: logistics,
          doors: [
            { side: 'n', offsetM: 3.2, widthM: 1.8, leaf: 'double' },
            { side: 's', offsetM: 3.2, widthM: 1.8, leaf: 'double' },
          ],
        },
      ],
    ]),
    ...row(54, 9.8, 19.6, 'n', [
      [6.7, { name: 'Physiotherapy', kind: 'other', fitting: 'therapy', department: clinics }],
    ]),
    ...column(9.8, 40, 44, 's', [
      [4.9, { name: 'Laboratory', kind: 'other', fitting: 'clean-utility', department: clinics }],
    ]),
    ...column(14.7, 40, 44, 'n', [
      [4.9, { name: 'Decontamination', kind: 'soiled-utility', fitting: 'soiled-utility', department: logistics }],
    ]),
    ...spineRooms([
      { name: 'Admissions', kind: 'office', fitting: 'office' },
      { name: 'Security', kind: 'office', fitting: 'office', mirrored: true },
      { key: 'l0-wc', name: 'WC ground', kind: 'other', fitting: 'washroom' },
      { key: 'l0-plant', name: 'Riser ground', kind: 'other', fitting: 'plant' },
    ]),
  ];
  return {
    key: 'dh-l0',
    name: 'Ground floor',
    level: 0,
    rooms,
    courtyards,
    readers: readersOf([
      [3.2, 3],
      [16, 25],
      [46, 27.5],
      [56.5, 28],
      [48, 38.5],
      [66.5, 38.5],
      [46, 3.4],
      [10, 3.5],
    ]),
  };
}
