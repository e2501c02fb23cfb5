import { useEffect, useRef } from 'react';
import type { Bounds } from '#contracts/geometry';
import { movedByKey, type Spot } from './pin-steps.js';

interface PinKeys {
  spot: Spot;
  bounds: Bounds;
  onMove: (to: Spot) => void;
  onConfirm: () => void;
}

/** Arrow keys move the pin from wherever the focus is, Enter confirms; fields and buttons keep their own keys. */
export function usePinKeys(keys: PinKeys | null): void {
  const latest = useRef(keys);
  latest.current = keys;
  const wanted = keys !== null;
  useEffect(() => {
    if (!wanted) return;
    const onKey = (event: KeyboardEvent) => {
      const now = latest.current;
      if (!now || event.ctrlKey || event.altKey || event.metaKey) return;
      const on = event.target instanceof Element ? event.target : document.body;
      if (on.closest('input, select, textarea, dialog, [role="menu"]')) return;
      const to = movedByKey(now.spot, event.key, event.shiftKey, now.bounds);
      if (to) {
        event.preventDefault();
        now.onMove(to);
      } else if (event.key === 'Enter' && !on.closest('button, a')) {
        event.preventDefault();
        now.onConfirm();
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [wanted]);
}
