import type { Freshness } from '#contracts/position';
import { texts } from '../texts/texts.js';
import classes from './freshness-counts.module.css';

const order: readonly Freshness[] = ['live', 'ageing', 'lost'];

/** How many are live, ageing and lost, each with the outline it has on the map. */
export function FreshnessCounts({ counts }: { counts: Record<Freshness, number> }) {
  return (
    <ul className={classes.counts}>
      {order.map((freshness) => (
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
      ))}
    </ul>
  );
}
