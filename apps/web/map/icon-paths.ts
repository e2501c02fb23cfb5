import { __iconNode as bed } from '@tabler/icons-react/dist/esm/icons/IconBed.mjs';
import { __iconNode as bolt } from '@tabler/icons-react/dist/esm/icons/IconBolt.mjs';
import { __iconNode as bottle } from '@tabler/icons-react/dist/esm/icons/IconBottle.mjs';
import { __iconNode as box } from '@tabler/icons-react/dist/esm/icons/IconBox.mjs';
import { __iconNode as desktop } from '@tabler/icons-react/dist/esm/icons/IconDeviceDesktop.mjs';
import { __iconNode as heartMonitor } from '@tabler/icons-react/dist/esm/icons/IconDeviceHeartMonitor.mjs';
import { __iconNode as heartbeat } from '@tabler/icons-react/dist/esm/icons/IconHeartbeat.mjs';
import { __iconNode as lamp } from '@tabler/icons-react/dist/esm/icons/IconLamp.mjs';
import { __iconNode as lungs } from '@tabler/icons-react/dist/esm/icons/IconLungs.mjs';
import { __iconNode as ripple } from '@tabler/icons-react/dist/esm/icons/IconRipple.mjs';
import { __iconNode as scale } from '@tabler/icons-react/dist/esm/icons/IconScale.mjs';
import { __iconNode as scan } from '@tabler/icons-react/dist/esm/icons/IconScan.mjs';
import { __iconNode as tool } from '@tabler/icons-react/dist/esm/icons/IconTool.mjs';
import { __iconNode as trolley } from '@tabler/icons-react/dist/esm/icons/IconTrolley.mjs';
import { __iconNode as user } from '@tabler/icons-react/dist/esm/icons/IconUser.mjs';
import { __iconNode as vaccine } from '@tabler/icons-react/dist/esm/icons/IconVaccine.mjs';
import { __iconNode as vaccineBottle } from '@tabler/icons-react/dist/esm/icons/IconVaccineBottle.mjs';
import { __iconNode as vacuumCleaner } from '@tabler/icons-react/dist/esm/icons/IconVacuumCleaner.mjs';
import { __iconNode as wheelchair } from '@tabler/icons-react/dist/esm/icons/IconWheelchair.mjs';
import type { AssetIcon } from '#contracts/asset-types';

type IconNode = readonly (readonly [string, Readonly<Record<string, string>>])[];

/** The lines of each type's picture as one path in a box of 24 by 24: a canvas cannot draw a component. */
export const iconPaths: Record<AssetIcon, string> = {
  device: pathOf(box),
  pump: pathOf(vaccineBottle),
  syringe: pathOf(vaccine),
  bed: pathOf(bed),
  ventilator: pathOf(lungs),
  wheelchair: pathOf(wheelchair),
  monitor: pathOf(heartMonitor),
  ultrasound: pathOf(ripple),
  heart: pathOf(heartbeat),
  defibrillator: pathOf(bolt),
  suction: pathOf(vacuumCleaner),
  feeding: pathOf(bottle),
  scanner: pathOf(scan),
  scale: pathOf(scale),
  lamp: pathOf(lamp),
  tool: pathOf(tool),
  computer: pathOf(desktop),
  cart: pathOf(trolley),
  person: pathOf(user),
};

function pathOf(node: IconNode): string {
  return node.map(([, { d }]) => d).join('');
}
