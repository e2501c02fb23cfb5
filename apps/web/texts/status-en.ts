import type { AssetStatus } from '#contracts/asset-status';
import type { ZoneKind } from '#contracts/floorplan';

const status: Record<AssetStatus, string> = {
  available: 'Available',
  'in-use': 'In use',
  'needs-cleaning': 'Needs cleaning',
  'needs-repair': 'Needs repair',
  'in-maintenance': 'In maintenance',
  lent: 'Lent',
  missing: 'Missing',
  retired: 'Retired',
};

const zoneKind: Record<ZoneKind, string> = {
  'patient-room': 'Patient room',
  'clean-utility': 'Clean utility',
  'soiled-utility': 'Soiled utility',
  storage: 'Store',
  corridor: 'Corridor',
  theatre: 'Theatre',
  workshop: 'Workshop',
  lift: 'Lift',
  stairs: 'Stairs',
  exit: 'Exit',
  office: 'Office',
  waiting: 'Waiting area',
  other: 'Other place',
};

/** Words of statuses and of the kinds of zones that bring them about. */
export const statusEn = { status, zoneKind };
