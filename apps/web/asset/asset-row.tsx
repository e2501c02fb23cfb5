import type { AssetStatus } from '#contracts/asset-status';
import type { AssetIcon } from '#contracts/asset-types';
import type { Freshness } from '#contracts/position';
import { statusTexts } from '../texts/status-texts.js';
import { MarkerIcon } from './marker-icon.js';
import classes from './asset-row.module.css';
import { StatusSign } from './status-sign.js';

export interface AssetRowProps {
  name: string;
  typeKey: string;
  typeName: string;
  icon: AssetIcon;
  status: AssetStatus;
  /** null: never heard. */
  freshness: Freshness | null;
  /** Where, in words. */
  place: string;
  /** What tells it from others of its kind: number, floor, dwell. */
  detail: string;
  /** How old, in words. */
  age: string;
}

/** One asset in a list: what, where, how old. */
export function AssetRow({ name, typeKey, typeName, icon, status, freshness, place, detail, age }: AssetRowProps) {
  return (
    <span className={classes.row}>
      <MarkerIcon typeKey={typeKey} typeName={typeName} icon={icon} freshness={freshness} />
      <span className={classes.text}>
        <span className={classes.line}>
          <span className={classes.name}>{name}</span>
          <span className={classes.age} data-freshness={freshness ?? 'lost'}>
            {age}
          </span>
        </span>
        <span className={classes.place}>{place}</span>
        <span className={classes.detail}>
          <span className={classes.status}>
            <StatusSign status={status} size={14} />
            {statusTexts.status[status]}
          </span>{' '}
          {detail}
        </span>
      </span>
    </span>
  );
}
