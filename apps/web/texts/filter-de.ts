import type { filterEn } from './filter-en.js';

export const filterDe: typeof filterEn = {
  open: 'Karte filtern',
  active: (count) => (count === 1 ? '1 Auswahl' : `${count} Auswahlen`),
  title: 'Auf der Karte zeigen',
  close: 'Filter schließen',
  clear: 'Alles zeigen',
  types: 'Typ',
  statuses: 'Status',
  departments: 'Abteilung',
  wholeHouse: 'Ganzes Haus',
  shown: (shown, all) => `${shown} von ${all} gezeigt`,
  hidden: (count) =>
    count === 1
      ? 'Der Filter verbirgt 1 Gerät auf dieser Etage.'
      : `Der Filter verbirgt ${count} Geräte auf dieser Etage.`,
  nothing: 'Nichts auf dieser Etage passt zum Filter.',
};
