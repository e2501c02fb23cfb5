import type { SignInTexts } from './sign-in-en.js';

export const signInDe: SignInTexts = {
  roles: {
    nurse: 'Pflege',
    biomed: 'Medizintechnik',
    security: 'Sicherheit',
    administrator: 'Verwaltung',
  },
  openIdRefused: {
    attempt:
      'Diese Anmeldung wurde in einem anderen Fenster begonnen, schon benutzt oder dauerte länger als zehn Minuten. Bitte noch einmal.',
    cancelled: 'Die Anmeldung wurde abgebrochen.',
    provider:
      'Die Anmeldung des Hauses ist nicht zu erreichen oder gab eine Antwort, der nicht zu trauen ist. Bitte später noch einmal.',
    'no-role': 'Das Konto des Hauses hat in Wardmap keine Rolle. Wer die Konten betreut, kann ihm eine geben.',
    'no-department':
      'Das Konto des Hauses nennt keine Abteilung, die Wardmap zeigen könnte. Bitte bei der Kontenbetreuung nachfragen.',
    'no-site':
      'Das Konto des Hauses nennt keinen Standort, den Wardmap kennt. Bitte bei der Kontenbetreuung nachfragen.',
    'no-email': 'Das Konto des Hauses gibt Wardmap keine E-Mail-Adresse. Bitte bei der Kontenbetreuung nachfragen.',
    'email-in-use':
      'Unter der E-Mail-Adresse des Kontos meldet sich hier schon jemand mit Passwort an. Bitte mit diesem Passwort anmelden oder die Verwaltung fragen.',
    disabled: 'Dieses Konto ist gesperrt. Bitte die Verwaltung fragen.',
    'last-administrator':
      'Das Konto des Hauses macht nicht mehr zur Verwaltung des ganzen Hauses, und eine andere gibt es hier nicht. Wer den Server betreibt, legt zuerst eine mit `npx wardmap user create` an.',
  },
  title: 'Bei Wardmap anmelden',
  email: 'E-Mail-Adresse',
  password: 'Passwort',
  showPassword: 'Passwort zeigen',
  hidePassword: 'Passwort verbergen',
  shared: 'Diesen Computer benutzen mehrere',
  sharedDetail: 'Wardmap meldet bald ab, wenn niemand mehr davor sitzt.',
  ownDetail: 'Die Anmeldung hält länger. Nur für ein Gerät, das niemand sonst benutzt.',
  submit: 'Anmelden',
  signingIn: 'Anmeldung läuft …',
  or: 'oder',
  openId: (name) => `Mit ${name} anmelden`,
  emailMissing: 'Bitte die E-Mail-Adresse eingeben, etwa name@klinik.example.',
  passwordMissing: 'Bitte das Passwort eingeben.',
  wait: (seconds) =>
    seconds > 90
      ? `Zu viele Versuche. In ${Math.ceil(seconds / 60)} Minuten geht es wieder.`
      : `Zu viele Versuche. In ${seconds === 1 ? '1 Sekunde' : `${seconds} Sekunden`} geht es wieder.`,
  failed: (reason) => `Anmelden ging nicht: ${reason}`,
  forgotten: 'Passwort vergessen? Die Verwaltung stellt eine neue Einladung aus.',
  invited: 'Ich habe einen Einladungscode',
  notOffered: 'Über diese Verbindung kann sich niemand anmelden',
  optionsFailed: 'Die Anmeldeseite konnte nicht geladen werden',
  secondFactor: {
    title: 'Noch ein Schritt',
    detail: 'Dieses Konto verlangt neben dem Passwort einen Code.',
    code: 'Code der Authenticator-App',
    codeDetail: 'Sechs Ziffern, die sich jede halbe Minute ändern.',
    recovery: 'Wiederherstellungscode',
    recoveryDetail: 'Einer der zehn Codes, die beim Einschalten gezeigt wurden. Jeder gilt einmal.',
    missing: 'Bitte den Code eingeben.',
    useRecovery: 'Stattdessen einen Wiederherstellungscode benutzen',
    useApp: 'Stattdessen die Authenticator-App benutzen',
    back: 'Als jemand anders anmelden',
  },
  demo: {
    title: 'Als wer ansehen?',
    detail: 'Das ist eine Vorführung: eine Rolle wählen und sich umsehen. Nichts hier ist echt.',
    signInAs: (name) => `Als ${name} anmelden`,
    account: 'Mit einem Konto anmelden',
    banner: 'Demo: simuliertes Krankenhaus, keine echten Daten',
  },
  ended: {
    idle: 'Abgemeldet, weil diese Seite eine Weile nicht benutzt wurde.',
    age: 'Abgemeldet: Nach einigen Stunden melden sich alle neu an.',
    elsewhere: 'Die Sitzung ist zu Ende. Nach dem Anmelden geht es an derselben Stelle weiter.',
    signedOut: 'Abgemeldet.',
    unheard:
      'Diese Seite hat alles vergessen, aber dem Server konnte das Abmelden nicht gesagt werden. Bitte den Browser schließen; die Sitzung endet von selbst.',
  },
  ending: {
    title: 'Noch da?',
    detail: 'Diese Seite schließt, weil sie eine Weile nicht benutzt wurde.',
    ageTitle: 'Diese Sitzung endet bald',
    ageDetail: 'Nach einigen Stunden melden sich alle neu an. Bitte zu Ende bringen, was läuft, und neu anmelden.',
    left: (seconds) => (seconds === 1 ? 'noch 1 Sekunde' : `noch ${seconds} Sekunden`),
    stay: 'Angemeldet bleiben',
    leave: 'Jetzt abmelden',
    understood: 'Verstanden',
  },
};
