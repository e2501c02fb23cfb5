import { useHearing } from '../live/use-live.js';
import { texts } from '../texts/texts.js';

/** Says what the hatching on the map means while there is any, and that a floor is not connected yet. */
export function HearingLegend() {
  const hearing = useHearing();
  if (hearing === 'all') return null;
  return (
    <p className="hearing-legend" role="status">
      {hearing === 'some-blind' && (
        <svg className="hearing-hatch" viewBox="0 0 26 16" width="26" height="16" aria-hidden>
          <path d="M-2 16 14-0M4 16 20 0M10 16 26 0M16 16 32 0M-8 16 8 0" />
        </svg>
      )}
      {hearing === 'some-blind' ? texts.map.blindZones : texts.map.notConnected}
    </p>
  );
}
