/** Panels of the floor's page, each in a download of its own; asked for early, they are there in time. */
export const loadAssetPanel = () =>
  import('../asset/asset-panel.js').then(({ AssetPanel }) => ({ default: AssetPanel }));
export const loadResultsPanel = () => import('../search/results-panel.js');
export const loadNearChooser = () => import('../search/near-chooser.js');
export const loadFindActions = () => import('../way/find-actions.js');
export const loadWayPanel = () => import('../way/way-panel.js');

/** Loads some of them while nobody waits; what fails now is asked for again when it is needed. */
export function loadAhead(...loads: (() => Promise<unknown>)[]): void {
  for (const load of loads) load().catch(() => undefined);
}
