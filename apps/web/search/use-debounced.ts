import { useEffect, useState } from 'react';

/** The value as it was once it stayed the same for `waitMs`; an empty text holds at once. */
export function useDebounced(value: string, waitMs: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), value === '' ? 0 : waitMs);
    return () => clearTimeout(timer);
  }, [value, waitMs]);
  return settled;
}
