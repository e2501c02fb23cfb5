import { IconList } from '@tabler/icons-react';
import { freshnessCounts } from '../asset/list-order.js';
import { useShownTags } from '../filter/use-asset-filter.js';
import { useLive, useServerNow } from '../live/use-live.js';
import { texts } from '../texts/texts.js';

/** Opens the list of everything on the floor and says how much that is. */
export function ListButton({ className, onOpen }: { className: string; onOpen: () => void }) {
  const live = useLive();
  const { shown } = useShownTags();
  const nowMs = useServerNow(5_000);
  const lost = freshnessCounts(shown, nowMs, live.floor).lost;
  return (
    <button id="equipment" type="button" className={className} onClick={onOpen}>
      <IconList size={20} stroke={1.6} aria-hidden />
      {live.floor ? texts.list.open(shown.length, lost) : texts.list.title}
    </button>
  );
}
