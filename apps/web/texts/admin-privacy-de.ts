import type { AdminPrivacyTexts } from './admin-privacy-en.js';

const days = (count: number) => (count === 1 ? '1 Tag' : `${count} Tage`);

export const adminPrivacyDe: AdminPrivacyTexts = {
  title: 'Datenschutz und Aufbewahrung',
  intro: 'Was Wardmap über Menschen weiß, und wie lange etwas aufbewahrt wird.',
  loadFailed: (reason) => `Das konnte nicht geladen werden: ${reason}`,
  readOnly: 'Ändern kann das die Verwaltung. Ansehen ist erlaubt.',
  changed: (who) => `von ${who}`,
  lastChanged: 'Zuletzt geändert',
  notChanged: 'Das hat noch niemand geändert.',
  days,
  persons: {
    title: 'Sender, die Personen tragen',
    off: 'Personen werden nicht geortet',
    offDetail:
      'Nur Geräte werden es. Was als von einer Person getragen markiert ist, fehlt auf jeder Karte, in jeder Suche und in jedem Verlauf.',
    on: 'Personen werden geortet',
    marked: (count) =>
      count === 0
        ? 'Kein Sender ist als von einer Person getragen markiert.'
        : count === 1
          ? '1 Sender ist als von einer Person getragen markiert.'
          : `${count} Sender sind als von Personen getragen markiert.`,
    reason: 'Begründung',
    reasonHint: 'Ein Satz, den Belegschaft und Betriebsrat verstehen; er steht im Protokoll.',
    roles: 'Wer sieht, wo Personen sind',
    nobodyElse: 'Niemand sonst bekommt etwas über sie gesendet.',
    history: 'Verlauf',
    noHistory: 'Kein Verlauf: nur, wo sie jetzt sind',
    keepHistory: 'Aufbewahren, wo sie waren, für',
    hours: 'Stunden, 1 bis 8760',
    hoursWords: (count) => (count === 1 ? '1 Stunde lang aufbewahrt' : `${count} Stunden lang aufbewahrt`),
    switchOn: 'Personen orten …',
    change: 'Ändern …',
    switchOff: 'Personen nicht mehr orten …',
    onTitle: 'Personen orten',
    onDetail:
      'Damit wird Wardmap ein System, das Menschen beobachtet. Zuerst Datenschutzbeauftragte und Personalvertretung fragen.',
    onSubmit: 'Personen ab jetzt orten',
    changeTitle: 'Ortung von Personen',
    saved: 'Es gilt ab jetzt.',
    offTitle: 'Personen nicht mehr orten?',
    offQuestion:
      'Wo Personen sind und waren, wird sofort gelöscht und kommt nicht zurück. Ihre Sender bleiben markiert, damit sie niemand für Geräte hält, werden aber nicht geortet.',
    offYes: 'Aufhören und ihre Orte löschen',
    offDone: 'Personen werden nicht mehr geortet.',
    wrong: {
      reason: 'In einem Satz sagen, warum Personen geortet werden: 10 bis 500 Zeichen.',
      roles: 'Mindestens eine Rolle wählen.',
      historyHours: 'Eine ganze Zahl von Stunden von 1 bis 8760.',
    },
  },
  retention: {
    title: 'Wie lange etwas aufbewahrt wird',
    detail: 'Was älter ist, entfernt ein Lauf jede Stunde.',
    kinds: {
      positions: { name: 'Orte', detail: 'Wo jeder Sender war, Minute für Minute.' },
      visits: { name: 'Aufenthalte in Zonen', detail: 'Wann ein Gerät in einen Raum kam und wann es ging.' },
      sessions: { name: 'Beendete Anmeldungen', detail: 'Wer wo angemeldet war, nach dem Ende der Sitzung.' },
      audit: { name: 'Protokoll', detail: 'Wer was getan hat. Gesetze verlangen oft Jahre.' },
      sightings: {
        name: 'Fremde Funkschlüssel',
        detail: 'Schlüssel, die gehört wurden und zu nichts Erfasstem gehören.',
      },
      traffic: {
        name: 'Alltag für die Kalibrierung',
        detail: 'Gewöhnliche Messwerte, aus denen gelernt wird, wie Etagen Funk tragen.',
      },
    },
    table: 'Arten von Daten und wie lange sie aufbewahrt werden',
    columns: { kind: 'Art', days: 'Aufbewahrt, Tage', oldest: 'Ältestes', ran: 'Letzter Lauf' },
    bounds: (least, most, usual) => `${least} bis ${most}, meist ${usual}`,
    empty: 'nichts da',
    notRun: 'noch kein Lauf',
    removed: (count) => `${count} entfernt`,
    kept: (count) => days(count),
    save: 'Speichern',
    undo: 'Rückgängig',
    unchanged: 'Hier wurde nichts geändert.',
    wrong: (least, most) => `Eine ganze Zahl von Tagen von ${least} bis ${most}.`,
    shorterTitle: 'Kürzer als bisher aufbewahren?',
    shorter: (name, from, to) => `${name}: ${days(to)} statt ${days(from)}`,
    shorterDetail: 'Was älter ist, entfernt der nächste Lauf; es kommt nicht zurück:',
    shorterYes: 'Ja, Älteres entfernen',
    saved: 'Die neuen Zeiten gelten ab dem nächsten Lauf.',
  },
};
