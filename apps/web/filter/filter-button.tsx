import { IconFilter } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { filterTexts } from '../texts/filter-texts.js';
import { choices } from './asset-filter.js';
import classes from './filter.module.css';
import { useAssetFilter } from './use-asset-filter.js';

// Opened by a tap: not needed for the first picture of the map.
const FilterPanel = lazy(() => import('./filter-panel.js'));

/** Opens what map and list are filtered by, and says how much is chosen. */
export function FilterButton() {
  const [filter] = useAssetFilter();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const count = choices(filter);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  useEffect(() => {
    if (!open) return;
    const onPress = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', onPress);
    return () => document.removeEventListener('pointerdown', onPress);
  }, [open]);
  return (
    <div
      ref={box}
      className={classes.box}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && open) close();
      }}
    >
      <button
        ref={button}
        type="button"
        className={classes.button}
        aria-label={count ? `${filterTexts.open}: ${filterTexts.active(count)}` : filterTexts.open}
        aria-expanded={open}
        title={filterTexts.open}
        onClick={() => setOpen(!open)}
      >
        <IconFilter size={20} stroke={1.6} aria-hidden />
        {count > 0 && (
          <span className={classes.badge} aria-hidden>
            {count}
          </span>
        )}
      </button>
      {open && (
        <Suspense>
          <FilterPanel onClose={close} />
        </Suspense>
      )}
    </div>
  );
}
