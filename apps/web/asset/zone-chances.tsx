import type { FloorDetail } from '#contracts/api';
import { texts } from '../texts/texts.js';
import { chanceWords, shownChances } from './chance-words.js';
import type { Known } from './known-place.js';
import classes from './zone-chances.module.css';

/** How likely each room is: in one sentence, and as bars. Nothing where no chances are known. */
export function ZoneChances({ known, zones }: { known: Known; zones: FloorDetail['zones'] | undefined }) {
  const words = chanceWords(known.zones, zones);
  if (words === null) return null;
  return (
    <div className={classes.chances}>
      <p className={classes.words}>{words}</p>
      <ul className={classes.bars} aria-label={texts.chances.label}>
        {shownChances(known.zones).map(({ zoneId, name, percent }) => (
          <li key={zoneId ?? 0} className={classes.line} data-elsewhere={zoneId === null}>
            <span className={classes.name}>{name}</span>
            <span className={classes.percent}>{texts.chances.percent(percent)}</span>
            <span className={classes.bar} style={{ inlineSize: `${percent}%` }} aria-hidden />
          </li>
        ))}
      </ul>
    </div>
  );
}
