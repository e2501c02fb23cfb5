import type { AssetStatus } from '#contracts/asset-status';

/** The sign of a status: told apart by its outline, not by colour alone. Paths in a box from -11 to 11 around 0, 0. */
export interface StatusShape {
  outline: string;
  /** Drawn inside the outline as lines. */
  mark: string;
  /** Name of a token in theme/tokens.css, without dashes. */
  colour: 'good' | 'ink' | 'warn' | 'bad' | 'muted' | 'accent' | 'lost';
}

const disc = 'M0-9a9 9 0 1 1 0 18a9 9 0 1 1 0-18z';

export const statusShapes: Record<AssetStatus, StatusShape> = {
  available: { outline: disc, mark: 'M-4 .5l2.8 3L4.2-3.2', colour: 'good' },
  'in-use': { outline: 'M-8.5-8.5h17v17h-17z', mark: 'M-2.6-4.4l6 4.4-6 4.4z', colour: 'ink' },
  'needs-cleaning': { outline: 'M0-11C4-5 8-1.2 8 2.9A8 7.4 0 0 1-8 2.9C-8-1.2-4-5 0-11z', mark: '', colour: 'warn' },
  'needs-repair': { outline: 'M0-10.5L11 9h-22z', mark: 'M0-3.5v5.4M0 5.6v.2', colour: 'bad' },
  'in-maintenance': { outline: 'M0-10.5L9.1-5.2V5.2L0 10.5-9.1 5.2V-5.2z', mark: 'M-3.4 3.4l6.8-6.8', colour: 'muted' },
  lent: { outline: 'M-10-5h9.5v-5.5L11 0-.5 10.5V5H-10z', mark: '', colour: 'accent' },
  missing: { outline: 'M0-11L11 0 0 11-11 0z', mark: 'M-2.6-3a2.7 2.7 0 1 1 2.6 3.3v1.4M0 5v.2', colour: 'bad' },
  retired: { outline: disc, mark: 'M-3.4-3.4l6.8 6.8M3.4-3.4l-6.8 6.8', colour: 'lost' },
};
