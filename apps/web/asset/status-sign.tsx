import type { AssetStatus } from '#contracts/asset-status';
import { statusShapes } from './status-shapes.js';
import classes from './status-sign.module.css';

/** The sign of a status as the map draws it on its markers; decorative beside the word. */
export function StatusSign({ status, size = 16 }: { status: AssetStatus; size?: number }) {
  const { outline, mark, colour } = statusShapes[status];
  return (
    <svg className={classes.sign} data-colour={colour} viewBox="-12 -12 24 24" width={size} height={size} aria-hidden>
      <path d={outline} />
      {mark && <path className={classes.mark} d={mark} />}
    </svg>
  );
}
