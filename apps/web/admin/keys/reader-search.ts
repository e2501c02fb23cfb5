import { locale } from '../../texts/locale.js';
/** A reader to choose. */
export interface ReaderChoice {
  key: string;
  name: string;
  /** Site and floor it hangs at. */
  place: string;
}

const order = new Intl.Collator(locale, { numeric: true });

/** Readers whose name, key or place contains every word, in order of place and name. */
export function findReaders(readers: readonly ReaderChoice[], search: string): ReaderChoice[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return readers
    .filter(({ key, name, place }) => {
      const text = `${name} ${key} ${place}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => order.compare(a.place, b.place) || order.compare(a.name, b.name) || order.compare(a.key, b.key));
}
