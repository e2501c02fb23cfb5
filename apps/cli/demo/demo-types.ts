import { type AssetIcon, writeAssetTypeSchema } from '#contracts/asset-types';
import { seesEverything } from '#contracts/visibility';
import { AssetTypeStore } from '#storage/asset-type-store';
import type { Database } from '#storage/database';
import { assetTypes } from '../simulate/asset-types.js';

/** What the simulated equipment looks like, and what people call it; the brand-like names are invented. */
const described: Record<string, { icon: AssetIcon; synonyms: string[]; attributes?: object[] }> = {
  'infusion-pump': {
    icon: 'pump',
    synonyms: ['IV pump', 'drip', 'drip pump', 'infusomat', 'Infusionspumpe', 'Infuvolo'],
    attributes: [
      { key: 'max-rate', name: 'Highest rate', kind: 'number', unit: 'ml/h' },
      { key: 'drug-library', name: 'Drug library', kind: 'text' },
    ],
  },
  'syringe-pump': {
    icon: 'syringe',
    synonyms: ['syringe driver', 'perfusor', 'Spritzenpumpe', 'PCA pump', 'Perfulino'],
  },
  bed: {
    icon: 'bed',
    synonyms: ['hospital bed', 'Bett', 'Pflegebett', 'ICU bed'],
    attributes: [{ key: 'max-load', name: 'Highest load', kind: 'number', unit: 'kg' }],
  },
  ventilator: { icon: 'ventilator', synonyms: ['respirator', 'vent', 'NIV', 'Beatmungsgerät', 'Spiravent'] },
  wheelchair: {
    icon: 'wheelchair',
    synonyms: ['chair', 'Rollstuhl', 'transit chair'],
    attributes: [{ key: 'wide', name: 'Extra wide', kind: 'yes-no' }],
  },
  'patient-monitor': {
    icon: 'monitor',
    synonyms: ['monitor', 'vital signs monitor', 'Überwachungsmonitor', 'Vitaluma'],
  },
  ultrasound: {
    icon: 'ultrasound',
    synonyms: ['sono', 'echo', 'Ultraschall', 'Sonovela'],
    attributes: [{ key: 'probe', name: 'Probe', kind: 'choice', choices: ['convex', 'linear', 'cardiac', 'several'] }],
  },
  ecg: { icon: 'heart', synonyms: ['EKG', 'electrocardiograph', '12-lead', 'Cardiolin'] },
  defibrillator: { icon: 'defibrillator', synonyms: ['defib', 'AED', 'crash cart', 'Defi'] },
  'suction-unit': { icon: 'suction', synonyms: ['aspirator', 'suction', 'Absauger', 'Absaugpumpe'] },
  'feeding-pump': { icon: 'feeding', synonyms: ['enteral pump', 'nutrition pump', 'Ernährungspumpe', 'Nutriflo'] },
  'bladder-scanner': { icon: 'scanner', synonyms: ['bladder scan', 'residual urine', 'Blasenscanner'] },
};

/** Makes the types of the demo hospital before its equipment is registered; types that are there stay as they are. */
export async function makeDemoTypes(database: Database): Promise<void> {
  const store = new AssetTypeStore(database);
  const there = new Set((await store.list(seesEverything)).map(({ key }) => key));
  for (const { key, name } of assetTypes)
    if (!there.has(key))
      await store.write(key, writeAssetTypeSchema.parse({ name, ...described[key] }), () => Promise.resolve());
}
