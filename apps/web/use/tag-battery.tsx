import { IconBattery1, IconBattery3 } from '@tabler/icons-react';
import type { AssetDetail } from '#contracts/assets';
import { batteryWords } from './battery-words.js';
import classes from './use.module.css';

/** How full the battery of an asset's tag is, and since when that is known. */
export function TagBattery({ battery, nowMs }: { battery: NonNullable<AssetDetail['battery']>; nowMs: number }) {
  const { says, warning } = batteryWords(battery, nowMs);
  const Icon = warning ? IconBattery1 : IconBattery3;
  return (
    <p className={classes.battery} data-tone={warning ? 'warn' : undefined}>
      <Icon size={20} stroke={1.6} aria-hidden />
      <span>
        {says}
        {warning && <strong>{warning}</strong>}
      </span>
    </p>
  );
}
