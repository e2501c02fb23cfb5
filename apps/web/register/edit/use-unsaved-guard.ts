import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';

/**
 * Keeps what was typed and not saved from being lost: a way out of the page is held up until somebody says so.
 * @returns the question that is open, or null
 */
export function useUnsavedGuard(unsaved: boolean): { leave: () => void; stay: () => void } | null {
  const navigate = useNavigate();
  const [asked, setAsked] = useState<{ go: () => void } | null>(null);
  const letGo = useRef(false);
  useEffect(() => {
    if (!unsaved) return;
    letGo.current = false;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const link = (event.target as Element).closest?.('a[href]');
      if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute('download')) return;
      if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      if (link.origin !== location.origin) return;
      event.preventDefault();
      event.stopPropagation();
      const { pathname, search } = link;
      setAsked({ go: () => void navigate(pathname + search) });
    };
    // One entry more of the same page: "back" ends there first, and the question is asked.
    const entry = history.state;
    history.pushState(entry, '');
    const onBack = () => {
      if (letGo.current) return;
      history.pushState(entry, '');
      setAsked({
        go: () => {
          letGo.current = true;
          history.go(-2);
        },
      });
    };
    addEventListener('beforeunload', onUnload);
    addEventListener('popstate', onBack);
    document.addEventListener('click', onClick, true);
    return () => {
      removeEventListener('beforeunload', onUnload);
      removeEventListener('popstate', onBack);
      document.removeEventListener('click', onClick, true);
    };
  }, [unsaved, navigate]);
  if (!asked) return null;
  return {
    leave: () => {
      setAsked(null);
      asked.go();
    },
    stay: () => setAsked(null),
  };
}
