import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import { useLive } from '../live/use-live.js';
import classes from './use.module.css';

interface DisclosureProps {
  title: string;
  /** What is under the title, made when it is opened; given when that was, ms by the server's clock. */
  children: (openedMs: number) => ReactNode;
}

/** A title that opens what is under it. */
export function Disclosure({ title, children }: DisclosureProps) {
  const live = useLive();
  const [openedMs, setOpenedMs] = useState<number | null>(null);
  const region = useId();
  const open = openedMs !== null;
  return (
    <section className={classes.section}>
      <h3 className={classes.heading}>
        <button
          type="button"
          className={classes.toggle}
          aria-expanded={open}
          aria-controls={region}
          onClick={() => setOpenedMs(open ? null : live.serverNowMs())}
        >
          {title}
          <IconChevronDown size={18} stroke={1.8} className={classes.chevron} aria-hidden />
        </button>
      </h3>
      <div id={region} hidden={!open} className={classes.content}>
        {openedMs !== null && children(openedMs)}
      </div>
    </section>
  );
}
