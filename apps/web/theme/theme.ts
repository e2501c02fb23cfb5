import { createTheme, localStorageColorSchemeManager } from '@mantine/core';

/** Corners and scale of Mantine's parts; their colours come from tokens.css and the parts' own style files. */
export const theme = createTheme({ defaultRadius: 'md', cursorType: 'pointer', respectReducedMotion: true });

/** The same key that public/color-scheme.js reads before the first paint. */
export const colorSchemeManager = localStorageColorSchemeManager({ key: 'wardmap.color-scheme' });
