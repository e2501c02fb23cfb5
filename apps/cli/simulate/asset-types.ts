import type { Fitting } from './hospital/layout.js';
import type { Spot } from './hospital/furnish.js';

/** What an asset is doing, or on its way to do. */
export type Activity = 'stored' | 'in-use' | 'visit' | 'soiled' | 'cleaning' | 'workshop' | 'theatre' | 'astray';

/** Rooms where an activity happens; `home` means the asset's own department. */
export interface Where {
  fittings: readonly Fitting[];
  scope: 'home' | 'any';
  use: Spot['use'];
}

/** A way of life: what follows what, how long it takes in minutes, and where it happens. */
export interface LifeCycle {
  next: Partial<Record<Activity, readonly (readonly [weight: number, next: Activity])[]>>;
  minutes: Partial<Record<Activity, readonly [from: number, to: number]>>;
  where: Partial<Record<Activity, readonly Where[]>>;
}

export interface AssetType {
  key: string;
  name: string;
  prefix: string;
  /** Share of all assets, in parts of 400. */
  share: number;
  models: readonly string[];
  homes: readonly (readonly [weight: number, department: string])[];
  life: LifeCycle;
  speedMps: readonly [number, number];
  /** Small enough to be carried up the stairs. */
  mayClimb: boolean;
}

const bedsides: Where = {
  fittings: ['patient-room', 'critical-bay', 'treatment', 'recovery'],
  scope: 'home',
  use: 'side',
};
const stores: Where = { fittings: ['equipment-park'], scope: 'home', use: 'park' };
const library: Where = { fittings: ['equipment-park'], scope: 'any', use: 'park' };
const soiled: Where = { fittings: ['soiled-utility'], scope: 'home', use: 'park' };
const clean: Where = { fittings: ['clean-utility'], scope: 'home', use: 'park' };
const bench: Where = { fittings: ['workshop'], scope: 'any', use: 'park' };
const inTheatre: Where = { fittings: ['theatre', 'anaesthetic'], scope: 'any', use: 'side' };
const wayOut: Where = { fittings: ['vestibule', 'loading'], scope: 'any', use: 'park' };
const otherEnd: Where = { fittings: ['waiting', 'changing', 'lounge', 'office'], scope: 'any', use: 'park' };
const imaging: Where = { fittings: ['ct', 'mri', 'x-ray'], scope: 'any', use: 'side' };

const common = {
  soiled: [soiled],
  cleaning: [clean],
  workshop: [bench],
  theatre: [inTheatre],
  astray: [wayOut, otherEnd, otherEnd],
} as const;

/** Fetched from a store, used at a bedside, cleaned, put back. */
const pump: LifeCycle = {
  next: {
    stored: [
      [0.88, 'in-use'],
      [0.04, 'theatre'],
      [0.05, 'workshop'],
      [0.03, 'astray'],
    ],
    'in-use': [
      [0.7, 'soiled'],
      [0.22, 'in-use'],
      [0.05, 'theatre'],
      [0.03, 'astray'],
    ],
    theatre: [
      [0.6, 'soiled'],
      [0.4, 'in-use'],
    ],
    soiled: [[1, 'cleaning']],
    cleaning: [
      [0.55, 'stored'],
      [0.4, 'in-use'],
      [0.05, 'workshop'],
    ],
    workshop: [[1, 'stored']],
    astray: [[1, 'stored']],
  },
  minutes: {
    stored: [8, 30],
    'in-use': [8, 32],
    theatre: [10, 30],
    soiled: [3, 9],
    cleaning: [3, 10],
    workshop: [25, 70],
    astray: [4, 12],
  },
  where: { ...common, stored: [stores, stores, library], 'in-use': [bedsides] },
};

/** Goes from patient to patient and back to its place. */
const rounds: LifeCycle = {
  next: {
    stored: [
      [0.9, 'visit'],
      [0.06, 'workshop'],
      [0.04, 'astray'],
    ],
    visit: [
      [0.55, 'visit'],
      [0.25, 'stored'],
      [0.2, 'soiled'],
    ],
    soiled: [[1, 'cleaning']],
    cleaning: [
      [0.7, 'stored'],
      [0.3, 'visit'],
    ],
    workshop: [[1, 'stored']],
    astray: [[1, 'stored']],
  },
  minutes: {
    stored: [6, 25],
    visit: [4, 12],
    soiled: [3, 8],
    cleaning: [3, 8],
    workshop: [25, 60],
    astray: [4, 10],
  },
  where: {
    ...common,
    stored: [{ fittings: ['nurse-station', 'equipment-park'], scope: 'home', use: 'park' }, stores],
    visit: [bedsides],
  },
};

/** Waits for an emergency; a daily check, a rare call. */
const standby: LifeCycle = {
  ...rounds,
  minutes: { ...rounds.minutes, stored: [25, 90], visit: [5, 20] },
  where: {
    ...rounds.where,
    stored: [{ fittings: ['nurse-station', 'anaesthetic', 'reception-hall'], scope: 'home', use: 'park' }, stores],
  },
};

/** A patient lies in it: stays at its place, goes to imaging or theatre and back, is cleaned between patients. */
const bedLife: LifeCycle = {
  next: {
    'in-use': [
      [0.45, 'visit'],
      [0.25, 'theatre'],
      [0.2, 'cleaning'],
      [0.1, 'stored'],
    ],
    visit: [[1, 'in-use']],
    theatre: [
      [0.4, 'visit'],
      [0.6, 'in-use'],
    ],
    cleaning: [[1, 'in-use']],
    stored: [[1, 'in-use']],
  },
  minutes: { 'in-use': [25, 100], visit: [6, 15], theatre: [15, 40], cleaning: [6, 15], stored: [15, 60] },
  where: {
    'in-use': [{ ...bedsides, use: 'bed' }],
    visit: [imaging],
    theatre: [
      { ...inTheatre, use: 'bed' },
      { fittings: ['recovery'], scope: 'any', use: 'bed' },
    ],
    cleaning: [{ fittings: ['bed-store'], scope: 'any', use: 'bed' }],
    stored: [{ fittings: ['bed-store'], scope: 'any', use: 'bed' }],
  },
};

/** Stays long at a critically ill patient; follows to CT or theatre. */
const breathing: LifeCycle = {
  ...pump,
  next: {
    ...pump.next,
    'in-use': [
      [0.55, 'soiled'],
      [0.25, 'visit'],
      [0.2, 'theatre'],
    ],
    visit: [[1, 'in-use']],
  },
  minutes: { ...pump.minutes, 'in-use': [25, 80], visit: [6, 15], stored: [15, 45] },
  where: { ...pump.where, visit: [imaging] },
};

/** Brings people through the building and waits where the last one got out. */
const wheeled: LifeCycle = {
  next: {
    stored: [
      [0.7, 'visit'],
      [0.25, 'in-use'],
      [0.05, 'astray'],
    ],
    visit: [
      [0.6, 'in-use'],
      [0.4, 'stored'],
    ],
    'in-use': [
      [0.5, 'visit'],
      [0.5, 'stored'],
    ],
    astray: [[1, 'stored']],
  },
  minutes: { stored: [4, 16], visit: [3, 9], 'in-use': [4, 14], astray: [5, 15] },
  where: {
    ...common,
    stored: [{ fittings: ['waiting', 'reception-hall', 'nurse-station'], scope: 'any', use: 'park' }],
    visit: [{ fittings: ['patient-room', 'treatment'], scope: 'any', use: 'park' }],
    'in-use': [{ fittings: ['ct', 'mri', 'x-ray', 'consulting', 'waiting'], scope: 'any', use: 'park' }],
    astray: [wayOut],
  },
};

const everywhere = [
  [0.28, 'Ward 2A'],
  [0.28, 'Ward 2B'],
  [0.2, 'Intensive care'],
  [0.1, 'Operating theatres'],
  [0.14, 'Emergency'],
] as const;
const critical = [
  [0.7, 'Intensive care'],
  [0.2, 'Operating theatres'],
  [0.1, 'Emergency'],
] as const;
const wards = [
  [0.4, 'Ward 2A'],
  [0.4, 'Ward 2B'],
  [0.2, 'Emergency'],
] as const;
const walking = [1, 1.4] as const;

/** The twelve types of equipment of the demo hospital; shares add up to 400. */
export const assetTypes: readonly AssetType[] = [
  {
    key: 'infusion-pump',
    name: 'Infusion pump',
    prefix: 'IP',
    share: 92,
    models: ['Infusion pump, volumetric', 'Infusion pump, large volume', 'Infusion pump, ambulatory'],
    homes: everywhere,
    life: pump,
    speedMps: walking,
    mayClimb: true,
  },
  {
    key: 'syringe-pump',
    name: 'Syringe pump',
    prefix: 'SP',
    share: 52,
    models: ['Syringe pump, single channel', 'Syringe pump, dual channel', 'Syringe pump, PCA'],
    homes: [[0.5, 'Intensive care'], ...everywhere],
    life: pump,
    speedMps: walking,
    mayClimb: true,
  },
  {
    key: 'bed',
    name: 'Bed',
    prefix: 'BD',
    share: 58,
    models: ['Bed, electric', 'Bed, low-height', 'Bed, bariatric', 'Bed, intensive care'],
    homes: [
      [0.34, 'Ward 2A'],
      [0.34, 'Ward 2B'],
      [0.24, 'Intensive care'],
      [0.08, 'Emergency'],
    ],
    life: bedLife,
    speedMps: [1, 1.1],
    mayClimb: false,
  },
  {
    key: 'ventilator',
    name: 'Ventilator',
    prefix: 'VT',
    share: 22,
    models: ['Ventilator, intensive care', 'Ventilator, transport', 'Ventilator, non-invasive'],
    homes: critical,
    life: breathing,
    speedMps: [1, 1.2],
    mayClimb: false,
  },
  {
    key: 'wheelchair',
    name: 'Wheelchair',
    prefix: 'WC',
    share: 34,
    models: ['Wheelchair, standard', 'Wheelchair, wide', 'Wheelchair, transit'],
    homes: everywhere,
    life: wheeled,
    speedMps: walking,
    mayClimb: false,
  },
  {
    key: 'patient-monitor',
    name: 'Patient monitor',
    prefix: 'PM',
    share: 44,
    models: ['Patient monitor, bedside', 'Patient monitor, transport', 'Vital signs monitor, mobile'],
    homes: everywhere,
    life: breathing,
    speedMps: walking,
    mayClimb: false,
  },
  {
    key: 'ultrasound',
    name: 'Ultrasound',
    prefix: 'US',
    share: 14,
    models: ['Ultrasound, cart', 'Ultrasound, portable', 'Ultrasound, cardiac'],
    homes: everywhere,
    life: rounds,
    speedMps: [1, 1.2],
    mayClimb: false,
  },
  {
    key: 'ecg',
    name: 'ECG',
    prefix: 'EC',
    share: 18,
    models: ['ECG recorder, 12-lead', 'ECG cart, 12-lead'],
    homes: wards,
    life: rounds,
    speedMps: walking,
    mayClimb: false,
  },
  {
    key: 'defibrillator',
    name: 'Defibrillator',
    prefix: 'DF',
    share: 16,
    models: ['Defibrillator, manual', 'Defibrillator, crash cart', 'Defibrillator, AED'],
    homes: everywhere,
    life: standby,
    speedMps: [1.2, 1.4],
    mayClimb: false,
  },
  {
    key: 'suction-unit',
    name: 'Suction unit',
    prefix: 'SU',
    share: 20,
    models: ['Suction unit, mobile', 'Suction unit, portable'],
    homes: everywhere,
    life: pump,
    speedMps: walking,
    mayClimb: false,
  },
  {
    key: 'feeding-pump',
    name: 'Feeding pump',
    prefix: 'FP',
    share: 18,
    models: ['Feeding pump, enteral', 'Feeding pump, ambulatory'],
    homes: everywhere,
    life: pump,
    speedMps: walking,
    mayClimb: true,
  },
  {
    key: 'bladder-scanner',
    name: 'Bladder scanner',
    prefix: 'BS',
    share: 12,
    models: ['Bladder scanner, cart', 'Bladder scanner, handheld'],
    homes: wards,
    life: rounds,
    speedMps: walking,
    mayClimb: true,
  },
];
