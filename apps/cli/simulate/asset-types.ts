import { bedLife, breathing, pump, rounds, standby, wheeled, type LifeCycle } from './life-cycles.js';

/** A kind of equipment: how many, whose, and how it lives. */
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
