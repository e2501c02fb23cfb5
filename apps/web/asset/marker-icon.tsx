import type { Freshness } from '#contracts/position';
import { markerStyle } from '../map/marker-style.js';
import classes from './marker-icon.module.css';

interface MarkerIconProps {
  typeKey: string;
  typeName: string;
  /** null: never heard. */
  freshness: Freshness | null;
  size?: number;
}

/** The marker of the map as a picture for lists: same shape, letters and freshness. Decorative. */
export function MarkerIcon({ typeKey, typeName, freshness, size = 26 }: MarkerIconProps) {
  const style = markerStyle(typeKey, typeName);
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
      {style.shape === 'circle' && <circle r="11" />}
      {style.shape === 'square' && <rect x="-10" y="-10" width="20" height="20" rx="3" />}
      {style.shape === 'diamond' && <path d="M0-13 13 0 0 13-13 0z" />}
      {style.shape === 'hexagon' && <path d="M0-12 10.4-6V6L0 12-10.4 6V-6z" />}
      <text y="0.5" textAnchor="middle" dominantBaseline="central">
        {style.letters}
      </text>
    </svg>
  );
}
