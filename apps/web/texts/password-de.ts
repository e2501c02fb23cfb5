import type { PasswordTexts } from './password-en.js';

export const passwordDe: PasswordTexts = {
  label: 'Neues Passwort',
  advice:
    'Mindestens 12 Zeichen. Einige Wörter, die nicht zusammengehören, sind leicht zu merken und schwer zu erraten.',
  missing: (count) => (count === 1 ? 'Noch 1 Zeichen.' : `Noch ${count} Zeichen.`),
  longEnough: 'Lang genug. Es muss nie geändert werden, außer jemand anders könnte es kennen.',
  tooShort: 'Ein Passwort hat mindestens 12 Zeichen.',
};
