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
export const pump: LifeCycle = {
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
    stored: [6, 22],
    'in-use': [6, 23],
    theatre: [10, 30],
    soiled: [3, 9],
    cleaning: [3, 10],
    workshop: [20, 50],
    astray: [4, 12],
  },
  where: { ...common, stored: [stores, stores, library], 'in-use': [bedsides] },
};

/** Goes from patient to patient and back to its place. */
export const rounds: LifeCycle = {
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
export const standby: LifeCycle = {
  ...rounds,
  minutes: { ...rounds.minutes, stored: [18, 60], visit: [5, 20] },
  where: {
    ...rounds.where,
    stored: [{ fittings: ['nurse-station', 'anaesthetic', 'reception-hall'], scope: 'home', use: 'park' }, stores],
  },
};

/** A patient lies in it: stays at its place, goes to imaging or theatre and back, is cleaned between patients. */
export const bedLife: LifeCycle = {
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
  minutes: { 'in-use': [18, 65], visit: [6, 15], theatre: [15, 40], cleaning: [6, 15], stored: [12, 45] },
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
export const breathing: LifeCycle = {
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
  minutes: { ...pump.minutes, 'in-use': [16, 50], visit: [6, 15], stored: [8, 28] },
  where: { ...pump.where, visit: [imaging] },
};

/** Brings people through the building and waits where the last one got out. */
export const wheeled: LifeCycle = {
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
