import type { importEn } from './import-en.js';

const items = (count: number) => (count === 1 ? '1 Gerät' : `${count} Geräte`);
const rows = (count: number) => (count === 1 ? '1 Zeile' : `${count} Zeilen`);

export const importDe: typeof importEn = {
  title: 'Geräte importieren',
  intro: 'Eine Liste als CSV wird zuerst geprüft; geschrieben wird erst auf Bestätigung.',
  dropHere: 'CSV-Datei hier ablegen oder',
  choose: 'Datei wählen',
  chooseAgain: 'Verbesserte Datei wählen',
  template: 'Vorlage',
  present: 'Jetzige Liste',
  presentHint:
    'Die Vorlage enthält alle bekannten Spalten. Die jetzige Liste kann geändert und wieder importiert werden: unveränderte Zeilen ändern nichts.',
  checking: 'Alle Zeilen werden geprüft …',
  writing: 'Wird geschrieben …',
  progress: 'Fortschritt',
  checkFailed: (reason) => `Die Liste konnte nicht geprüft werden: ${reason}`,
  tooBig: (name, megabytes) =>
    `${name} ist größer als ${megabytes} MB. Auf mehrere Listen aufteilen; jede kann 20.000 Zeilen haben.`,
  noCsv: (name) => `${name} ist eine Tabelle. Zuerst als CSV speichern („Speichern unter“, Komma oder Semikolon).`,
  unreadable: (name) => `${name} konnte nicht gelesen werden. Wenn sie anderswo offen ist: schließen, neu wählen.`,
  encoding: {
    'utf-8': '',
    'utf-16le': 'Die Datei ist in UTF-16 geschrieben; alle Buchstaben bleiben.',
    'utf-16be': 'Die Datei ist in UTF-16 geschrieben; alle Buchstaben bleiben.',
    'windows-1252':
      'Die Datei ist nicht in UTF-8 geschrieben, sondern wie von älterem Excel. Buchstaben wie ä, é oder ß unten vergleichen.',
  },
  counts: ({ rows: all, created, changed, unchanged, wrong }) =>
    `${rows(all)}: ${created} neu, ${changed} geändert, ${unchanged} unverändert, ${wrong} falsch.`,
  wrongTitle: (wrong) => (wrong === 1 ? '1 Zeile ist falsch' : `${wrong} Zeilen sind falsch`),
  wrongDetail: 'Nichts wird geschrieben. Die Zeilen unten in der Datei verbessern, speichern und neu wählen.',
  rightTitle: 'Alle Zeilen sind richtig',
  rightDetail: 'Noch ist nichts geschrieben. Änderungen ansehen, dann importieren.',
  nothingTitle: 'Nichts würde sich ändern',
  nothingDetail: 'Jede Zeile ist so erfasst, wie sie in der Datei steht.',
  write: (count) => `${items(count)} importieren`,
  rightOnly: {
    action: (count) => `Nur die richtigen Zeilen importieren (${count}) …`,
    title: (count, wrong) => `${items(count)} importieren und ${rows(wrong)} auslassen?`,
    detail: (wrong) =>
      wrong === 1
        ? 'Die falsche Zeile wird ganz ausgelassen. Sie kann später verbessert importiert werden.'
        : 'Die falschen Zeilen werden ganz ausgelassen. Sie können später verbessert importiert werden.',
  },
  done: ({ created, changed, unchanged, wrong }) =>
    `Importiert: ${created} neu, ${changed} geändert, ${unchanged} unverändert${wrong ? `, ${rows(wrong)} ausgelassen` : ''}.`,
  toList: 'Zur Liste der Geräte',
  ignored: (columns) =>
    columns.length === 1
      ? `Die Spalte „${columns[0]}“ ist nicht bekannt und wurde nicht gelesen.`
      : `Diese Spalten sind nicht bekannt und wurden nicht gelesen: ${columns.join(', ')}.`,
  unread: (columns) => `Nicht gelesen, denn eine Liste ändert weder Orte noch Zustände: ${columns.join(', ')}.`,
  otherStatus: (count) =>
    `${count === 1 ? 'In 1 Zeile' : `In ${count} Zeilen`} steht ein anderer Zustand als im Verzeichnis. Er bleibt, wie er ist: Ein Zustand wird am Gerät selbst geändert.`,
  errors: (wrong) => (wrong === 1 ? 'Was in 1 Zeile falsch ist' : `Was in ${wrong} Zeilen falsch ist`),
  firstErrors: (count) => `Die ersten ${count} sind aufgeführt.`,
  row: 'Zeile',
  line: (row) => `Zeile ${row}`,
  column: 'Spalte',
  wholeRow: 'Ganze Zeile',
  value: 'Wert',
  empty: 'leer',
  reason: 'Was falsch ist und was richtig wäre',
  changes: 'Was sich ändert',
  firstChanges: (count, all) => `Die ersten ${count} von ${all} sind aufgeführt.`,
  number: 'Nummer',
  what: 'Was',
  kinds: { new: 'Neu', changed: 'Geändert' },
  fields: 'Felder',
  before: (value) => `vorher: ${value || 'leer'}`,
  after: (value) => `nachher: ${value || 'leer'}`,
  more: (count) => `${count} weitere zeigen`,
};
