import type { AssetIcon } from '#contracts/asset-types';
import type { Freshness } from '#contracts/position';
import { iconPaths } from '../map/icon-paths.js';
import { markerStyle } from '../map/marker-style.js';
import classes from './marker-icon.module.css';

interface MarkerIconProps {
  typeKey: string;
  typeName: string;
  icon: AssetIcon;
  /** null: never heard. */
  freshness: Freshness | null;
  size?: number;
}

/** The marker of the map as a picture for lists: same colour, picture and freshness. Decorative. */
export function MarkerIcon({ typeKey, typeName, icon, freshness, size = 26 }: MarkerIconProps) {
  const style = markerStyle(typeKey, typeName, icon);
  return (
    <svg
      className={classes.icon}
      data-freshness={freshness ?? 'lost'}
      data-colour={style.colour}
      viewBox="-14 -14 28 28"
      width={size}
      height={size}
      aria-hidden
    >
      <circle r="12" />
      {style.icon === null ? (
        <text y="0.5" textAnchor="middle" dominantBaseline="central">
          {style.letters}
        </text>
      ) : (
        <path className={classes.type} transform="scale(0.68) translate(-12 -12)" d={iconPaths[style.icon]} />
      )}
    </svg>
  );
}
