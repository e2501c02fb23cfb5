import type { StatusShape } from '../asset/status-shapes.js';
import { markerColours } from './marker-style.js';

/** The colours of the canvas, read from theme/tokens.css so that there is one palette. */
export interface MarkerPalette {
  types: readonly string[];
  statuses: Readonly<Record<StatusShape['colour'], string>>;
  onType: string;
  paper: string;
  lost: string;
  ink: string;
  muted: string;
  halo: string;
  accent: string;
  radiusFill: string;
  hatch: string;
  fontFamily: string;
}

/** Reads the palette that holds for the page now. */
export function readPalette(): MarkerPalette {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    types: Array.from({ length: markerColours }, (_, index) => token(`--type-${index}`)),
    statuses: {
      good: token('--good'),
      ink: token('--ink'),
      warn: token('--warn'),
      bad: token('--bad'),
      muted: token('--muted'),
      accent: token('--accent'),
      lost: token('--lost'),
    },
    onType: token('--on-type'),
    paper: token('--paper'),
    lost: token('--lost'),
    ink: token('--ink'),
    muted: token('--zone-ink'),
    halo: token('--halo'),
    accent: token('--accent'),
    radiusFill: token('--radius-fill'),
    hatch: token('--line-strong'),
    fontFamily: getComputedStyle(document.body).fontFamily,
  };
}
