import type { findTimesEn } from './find-times-en.js';

/** The page that tells how long searches take, in German. */
export const findTimesDe: typeof findTimesEn = {
  title: 'Wie lange Suchen dauern',
  back: 'Zurück zur Karte',
  why: 'Vom ersten Buchstaben einer Suche bis „Gefunden“, nach der Abteilung, in der das Gesuchte war. Was einzelne Personen tun, wird nicht gezeigt.',
  span: 'Zeitraum',
  days: (count) => (count === 1 ? 'Letzter Tag' : count === 365 ? 'Letztes Jahr' : `Letzte ${count} Tage`),
  department: 'Abteilung',
  outside: 'Außerhalb der Abteilungen',
  found: 'Gefunden',
  notHere: 'Nicht dort',
  median: 'Die Hälfte in',
  p90: '9 von 10 in',
  unknown: 'nicht gemessen',
  loading: 'Der Server wird gefragt …',
  failed: (reason) => `Die Zeiten konnten nicht geladen werden: ${reason}`,
  retry: 'Noch einmal versuchen',
  empty:
    'In dieser Zeit hat niemand eine Suche gemeldet. Wird am Ende eines Weges „Gefunden“ oder „Nicht hier“ getippt, zählt es hier.',
  table: 'Suchen nach Abteilung, die langsamsten zuerst',
};
