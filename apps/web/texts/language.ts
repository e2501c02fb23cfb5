/** Languages that have a catalogue. A further one is a file beside each English one, and a line here. */
export const languages = [
  { code: 'en', name: 'English' },
  { code: 'de', name: 'Deutsch' },
] as const;
export type Language = (typeof languages)[number]['code'];

const rememberedAs = 'wardmap-language';

/** The language of this page: the one chosen on this device, else the first of the browser's that there is. */
export const language: Language = chosenLanguage() ?? preferredLanguage(globalThis.navigator?.languages ?? []) ?? 'en';

/** The first of these BCP 47 tags whose language has a catalogue. */
export function preferredLanguage(tags: readonly string[]): Language | null {
  for (const tag of tags) {
    const found = languages.find(({ code }) => code === tag.toLowerCase().split('-')[0]);
    if (found) return found.code;
  }
  return null;
}

/** Remembers a choice on this device and loads the page anew in it. */
export function chooseLanguage(code: Language): void {
  localStorage.setItem(rememberedAs, code);
  location.reload();
}

function chosenLanguage(): Language | null {
  try {
    return preferredLanguage([globalThis.localStorage?.getItem(rememberedAs) ?? '']);
  } catch {
    return null; // a browser that keeps nothing
  }
}
