import type { WelcomeTexts } from './welcome-en.js';

export const welcomeDe: WelcomeTexts = {
  code: 'Code',
  codeMissing: 'Bitte den Code eingeben.',
  nameMissing: 'Bitte den Namen eingeben, unter dem andere die Person kennen.',
  setUp: {
    title: 'Wardmap einrichten',
    detail: 'Noch kann sich niemand anmelden. Hier entsteht das erste Verwaltungskonto; es lädt die anderen ein.',
    code: 'Einrichtungscode',
    codeDetail:
      'Er steht im Protokoll des Servers und in dem Fenster, aus dem er gestartet wurde. Jeder Start ändert ihn.',
    email: 'E-Mail-Adresse',
    name: 'Name',
    password: 'Passwort wählen',
    submit: 'Konto anlegen',
    working: 'Konto wird angelegt …',
    done: 'Wardmap ist schon eingerichtet.',
    doneDetail: 'Das erste Verwaltungskonto gibt es. Wer hinein will, wird in der Benutzerverwaltung eingeladen.',
    toSignIn: 'Zur Anmeldung',
  },
  invitation: {
    title: 'Willkommen bei Wardmap',
    detail: 'Bitte das Passwort wählen, mit dem und der E-Mail-Adresse künftig angemeldet wird.',
    code: 'Einladungscode',
    codeDetail: 'Er kommt von der Verwaltung und gilt einmal.',
    password: 'Passwort wählen',
    submit: 'Dieses Passwort behalten',
    working: 'Einen Moment …',
    done: 'Das Passwort ist gesetzt',
    doneDetail: 'Jetzt mit E-Mail-Adresse und dem eben gewählten Passwort anmelden.',
    toSignIn: 'Anmelden',
    signedIn: (name) =>
      `Hier ist ${name} angemeldet. Ein Passwort für jemand anders zu wählen, meldet diese Person ab.`,
  },
};
