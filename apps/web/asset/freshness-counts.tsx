import type { Freshness } from '#contracts/position';
import { texts } from '../texts/texts.js';
import classes from './freshness-counts.module.css';

const order: readonly Freshness[] = ['live', 'ageing', 'blind', 'lost'];

/** How many are of each freshness, each with the outline it has on the map; blind only where there is any. */
export function FreshnessCounts({ counts }: { counts: Record<Freshness, number> }) {
  return (
    <ul className={classes.counts}>
      {order.map((freshness) =>
        freshness === 'blind' && counts.blind === 0 ? null : (
          <li key={freshness}>
            <svg
              className={classes.sign}
              data-freshness={freshness}
              viewBox="-6 -6 12 12"
              width="12"
              height="12"
              aria-hidden
            >
              <circle r="4.6" />
            </svg>
            {texts.list.count[freshness](counts[freshness])}
          </li>
        ),
      )}
    </ul>
  );
}
