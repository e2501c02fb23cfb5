import { IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react';
import type { RefObject } from 'react';
import type { MapHandle } from '../map/floor-map.js';
import { texts } from '../texts/texts.js';
import classes from './shell.module.css';

/** Zoom for those who cannot pinch or turn a wheel. */
export function ZoomButtons({ map }: { map: RefObject<MapHandle | null> }) {
  const buttons = [
    { label: texts.map.zoomIn, Icon: IconPlus, run: () => map.current?.zoom(1) },
    { label: texts.map.zoomOut, Icon: IconMinus, run: () => map.current?.zoom(-1) },
    { label: texts.map.fit, Icon: IconMaximize, run: () => map.current?.fit() },
  ];
  return (
    <div className={classes.zoom}>
      {buttons.map(({ label, Icon, run }) => (
        <button key={label} type="button" className={classes.tool} aria-label={label} title={label} onClick={run}>
          <Icon size={20} stroke={1.6} aria-hidden />
        </button>
      ))}
    </div>
  );
}
