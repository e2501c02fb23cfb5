import { useComputedColorScheme } from '@mantine/core';
import { useEffect } from 'react';

/** Gives the bars of the browser the ground colour of the page, after every change of the theme. */
export function useThemeColor(): void {
  const scheme = useComputedColorScheme('light');
  useEffect(() => {
    // The attribute that switches the palette is written after this effect.
    const frame = requestAnimationFrame(() => {
      const ground = getComputedStyle(document.documentElement).getPropertyValue('--ground').trim();
      document.querySelector('meta[name="theme-color"]')?.setAttribute('content', ground);
    });
    return () => cancelAnimationFrame(frame);
  }, [scheme]);
}
