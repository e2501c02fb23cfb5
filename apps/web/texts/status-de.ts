import type { statusEn } from './status-en.js';

export const statusDe: typeof statusEn = {
  status: {
    available: 'Verfügbar',
    'in-use': 'In Gebrauch',
    'needs-cleaning': 'Zu reinigen',
    'needs-repair': 'Defekt',
    'in-maintenance': 'In Wartung',
    lent: 'Verliehen',
    missing: 'Vermisst',
    retired: 'Ausgemustert',
  },
  zoneKind: {
    'patient-room': 'Patientenzimmer',
    'clean-utility': 'Reiner Arbeitsraum',
    'soiled-utility': 'Unreiner Arbeitsraum',
    storage: 'Lager',
    corridor: 'Flur',
    theatre: 'OP-Saal',
    workshop: 'Werkstatt',
    lift: 'Aufzug',
    stairs: 'Treppe',
    exit: 'Ausgang',
    office: 'Büro',
    waiting: 'Wartebereich',
    other: 'Anderer Ort',
  },
};
