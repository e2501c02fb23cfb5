import {
  IconBed,
  IconBolt,
  IconBottle,
  IconBox,
  IconDeviceDesktop,
  IconDeviceHeartMonitor,
  IconHeartbeat,
  IconLamp,
  IconLungs,
  IconRipple,
  IconScale,
  IconScan,
  IconTool,
  IconTrolley,
  IconUser,
  IconVaccine,
  IconVaccineBottle,
  IconVacuumCleaner,
  IconWheelchair,
} from '@tabler/icons-react';
import type { AssetIcon } from '#contracts/asset-types';

/** The picture of each icon that a type can have. */
export const typeIcons: Record<AssetIcon, typeof IconBox> = {
  device: IconBox,
  pump: IconVaccineBottle,
  syringe: IconVaccine,
  bed: IconBed,
  ventilator: IconLungs,
  wheelchair: IconWheelchair,
  monitor: IconDeviceHeartMonitor,
  ultrasound: IconRipple,
  heart: IconHeartbeat,
  defibrillator: IconBolt,
  suction: IconVacuumCleaner,
  feeding: IconBottle,
  scanner: IconScan,
  scale: IconScale,
  lamp: IconLamp,
  tool: IconTool,
  computer: IconDeviceDesktop,
  cart: IconTrolley,
  person: IconUser,
};

/** The picture of a type beside its name; decorative. */
export function TypeIcon({ icon, size = 20 }: { icon: AssetIcon; size?: number }) {
  const Icon = typeIcons[icon];
  return <Icon size={size} stroke={1.6} aria-hidden />;
}
