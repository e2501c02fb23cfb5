import {
  cloneElement,
  createContext,
  useContext,
  useEffect,
  useId,
  useRef,
  useState,
  type ComponentProps,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  type RefObject,
} from 'react';
import { Link } from 'react-router';
import classes from './menu.module.css';

interface Open {
  open: boolean;
  set: (open: boolean) => void;
  id: string;
  box: RefObject<HTMLDivElement | null>;
}

const OpenMenu = createContext<Open | null>(null);
const useMenu = () => useContext(OpenMenu)!;

/** The items that can be chosen, in order. */
const itemsOf = (box: HTMLElement | null) =>
  [...(box?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])].filter((item) => !item.matches(':disabled'));

/**
 * A button that opens a list of things to do: arrows, Home, End and letters move in it, Escape and a tap elsewhere close it.
 * Written here because the library's own, with what places it, was a tenth of all that the map's first picture waits for.
 */
export function Menu({ side, children }: { side: 'left' | 'right'; children: ReactNode }) {
  const [open, set] = useState(false);
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    itemsOf(box.current)[0]?.focus({ preventScroll: true });
    const onPress = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) set(false);
    };
    document.addEventListener('pointerdown', onPress);
    return () => document.removeEventListener('pointerdown', onPress);
  }, [open]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) return;
    if (event.key === 'Tab') return set(false);
    if (event.key === 'Escape') {
      event.stopPropagation();
      set(false);
      box.current?.querySelector<HTMLElement>('[aria-haspopup]')?.focus();
      return;
    }
    const items = itemsOf(box.current);
    const next = nextItem(items, items.indexOf(document.activeElement as HTMLElement), event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <OpenMenu value={{ open, set, id, box }}>
      <div ref={box} className={classes.box} data-side={side} onKeyDown={onKeyDown}>
        {children}
      </div>
    </OpenMenu>
  );
}

function nextItem(items: readonly HTMLElement[], at: number, key: string): HTMLElement | undefined {
  if (key === 'ArrowDown') return items[(at + 1) % items.length];
  if (key === 'ArrowUp') return items[(at - 1 + items.length) % items.length];
  if (key === 'Home') return items[0];
  if (key === 'End') return items.at(-1);
  if (key.length !== 1 || key === ' ') return undefined;
  const letter = key.toLowerCase();
  const after = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return after.find((item) => item.textContent?.trim().toLowerCase().startsWith(letter));
}

/** The button of a menu. */
Menu.Target = function Target({ children }: { children: ReactElement<ComponentProps<'button'>> }) {
  const { open, set, id } = useMenu();
  return cloneElement(children, {
    'aria-haspopup': 'menu',
    'aria-expanded': open,
    'aria-controls': open ? id : undefined,
    onClick: () => set(!open),
    onKeyDown: (event) => {
      if (open || event.key !== 'ArrowDown') return;
      event.preventDefault();
      set(true);
    },
  });
};

/** What the button opens. */
Menu.Dropdown = function Dropdown({ className = '', children, ...rest }: ComponentProps<'div'>) {
  const { open, id } = useMenu();
  if (!open) return null;
  return (
    <div {...rest} id={id} role="menu" className={`${classes.dropdown} ${className}`}>
      {children}
    </div>
  );
};

interface ItemProps {
  /** Leads to another page instead of doing something. */
  to?: string;
  onClick?: () => void;
  disabled?: boolean;
  leftSection?: ReactNode;
  rightSection?: ReactNode;
  'aria-current'?: boolean;
  lang?: string;
  children: ReactNode;
}

/** Something to do or a page to go to; choosing it closes the menu. */
Menu.Item = function Item({ to, onClick, disabled, leftSection, rightSection, children, ...rest }: ItemProps) {
  const { set, box } = useMenu();
  const content = (
    <>
      {leftSection}
      <span className={classes.words}>{children}</span>
      {rightSection}
    </>
  );
  const choose = () => {
    set(false);
    box.current?.querySelector<HTMLElement>('[aria-haspopup]')?.focus();
    onClick?.();
  };
  const same = { ...rest, role: 'menuitem', tabIndex: -1, className: classes.item, onClick: choose };
  if (to !== undefined)
    return (
      <Link {...same} to={to}>
        {content}
      </Link>
    );
  return (
    <button {...same} type="button" disabled={disabled}>
      {content}
    </button>
  );
};

/** Words above some items. */
Menu.Label = function Label({ className = '', children }: { className?: string; children: ReactNode }) {
  return (
    <div role="presentation" className={`${classes.label} ${className}`}>
      {children}
    </div>
  );
};

Menu.Divider = function Divider() {
  return <div role="separator" className={classes.divider} />;
};
