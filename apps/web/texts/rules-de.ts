import type { rulesEn } from './rules-en.js';

export const rulesDe: typeof rulesEn = {
  title: 'Statusregeln',
  intro:
    'Was es über ein Gerät sagt, an einer Art von Ort zu stehen. Die Regeln werden als Ganzes gespeichert und gelten sofort.',
  override:
    'Was ein Mensch über ein Gerät sagt, geht diesen Regeln vor, bis das Gerät an einen anderen Ort mit einer Regel kommt. Wer nur vorbeikommt, ändert nichts: das Gerät muss die ganze Zeit dort gehört worden sein.',
  readOnly: 'Die Regeln sind hier nur zu sehen. Ändern können sie Medizintechnik und Administration des ganzen Hauses.',
  kinds: 'Nach Art des Ortes',
  means: 'Dort zu stehen heißt',
  nothing: 'Nichts',
  dwell: 'Nach wie vielen Sekunden',
  exceptions: 'Ausnahmen für Typen',
  noExceptions: 'Für alle Typen gelten die Regeln oben.',
  exceptionsHint: 'Für diese Typen gilt die Ausnahme statt der Regel oben.',
  type: 'Typ',
  kind: 'Art des Ortes',
  sentence: (type, kind, status) =>
    status === null ? `${type} in „${kind}“: sagt nichts` : `${type} in „${kind}“: ${status}`,
  add: 'Ausnahme hinzufügen',
  remove: (type, kind) => `Ausnahme für ${type} in ${kind} entfernen`,
  defaults: 'Vorgaben eintragen',
  save: 'Alle Regeln speichern',
  saved: 'Die Regeln sind gespeichert und gelten ab jetzt.',
  wrong: {
    dwell: 'Eine ganze Zahl von Sekunden, 0 bis 86400 (ein Tag).',
    twice: 'Für diesen Typ und diese Art von Ort gibt es schon eine Ausnahme.',
    type: 'Einen Typ wählen.',
  },
};
