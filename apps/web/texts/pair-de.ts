import type { pairEn } from './pair-en.js';

export const pairDe: typeof pairEn = {
  title: 'Sender koppeln',
  titleOf: 'Sender koppeln',
  code: 'Code des Geräts oder des Senders',
  tagCode: 'Code des Senders',
  codeHint: 'Eintippen oder scannen. Enter übernimmt ihn.',
  take: 'Übernehmen',
  askFailed: (code, reason) => `„${code}“ konnte nicht nachgeschlagen werden: ${reason}`,
  pairFailed: (reason) => `Nicht gekoppelt: ${reason}`,
  done: (number, tagKey) => `${number} trägt jetzt den Sender ${tagKey}.`,
  doneTitle: (count) => `Hier gekoppelt: ${count}`,
  toAsset: (number) => `${number} öffnen`,
  next: 'Weitere Sender koppeln',
  trouble: {
    unknown: (code) => `Kein Gerät hat die Nummer „${code}“, und kein Sender mit diesem Code wurde bisher gehört.`,
    several: (code) => `Mehrere Geräte haben den Code „${code}“. Die Nummer auf dem Etikett scannen oder eintippen.`,
    isTag: 'Es ist der Code des Senders',
    register: 'Neues Gerät erfassen',
    anotherAsset: (number, name) => `Das ist der Code von ${number} ${name}, nicht der eines Senders.`,
    dismiss: 'Neu scannen',
  },
  pair: {
    label: 'Das Paar',
    asset: 'Gerät',
    tag: 'Sender',
    noAsset: 'Code auf dem Gerät scannen.',
    noTag: 'Code auf dem Sender scannen.',
    otherAsset: 'Anderes Gerät nehmen',
    otherTag: 'Anderen Sender nehmen',
    replaces: (tagKey) => `Trägt jetzt ${tagKey}; dieser wird frei.`,
    carried: (by) => (by === null ? 'Ein anderes Gerät trägt ihn.' : `${by} trägt ihn.`),
    known: {
      free: 'Frei.',
      heard: 'Wird gehört und ist noch nicht erfasst.',
      unknown: 'Bisher nie gehört. Code vergleichen.',
    },
    steps: {
      asset: 'Das Gerät fehlt.',
      tag: 'Der Sender fehlt.',
      already: 'Diese beiden sind schon gekoppelt. Weiter mit dem nächsten.',
      move: 'Dieser Sender ist an einem anderen Gerät. Ist er jetzt wirklich an diesem?',
      pair: 'Beide sind da.',
    },
    yes: 'Koppeln',
    move: (number) => (number === null ? 'Ja, Sender hierher nehmen' : `Ja, von ${number} nehmen`),
  },
  camera: {
    open: 'Mit der Kamera scannen',
    close: 'Kamera schließen',
    picture: 'Bild der Kamera',
    light: 'Licht',
    trouble: {
      insecure:
        'Der Browser gibt die Kamera nur Seiten, die über HTTPS kommen. Code eintippen, oder diese Seite mit https:// öffnen.',
      refused:
        'Die Kamera ist für diese Seite nicht erlaubt. In den Einstellungen des Browsers erlauben, oder Code eintippen.',
      none: 'Dieses Gerät hat keine Kamera. Code eintippen oder einen Scanner benutzen.',
      busy: 'Eine andere Anwendung benutzt die Kamera. Sie schließen und neu versuchen, oder Code eintippen.',
      other: 'Die Kamera ließ sich nicht öffnen. Code eintippen oder einen Scanner benutzen.',
    },
  },
};
