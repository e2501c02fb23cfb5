import type { WhyWords } from './why-words.js';

const decimal = (value: number) => value.toFixed(1).replace('.', ',');
const metres = (value: number) => (value < 10 ? decimal(value) : String(Math.round(value)));
/** The sides of a plan as `explain` names them. */
const sides: Record<string, string> = {
  top: 'oben',
  bottom: 'unten',
  left: 'links',
  right: 'rechts',
  'top left': 'oben links',
  'top right': 'oben rechts',
  'bottom left': 'unten links',
  'bottom right': 'unten rechts',
};
const side = (towards: string) => sides[towards] ?? towards;

/** Why an asset is shown where it is, in German. */
export const whyWordsDe: WhyWords = {
  outside: 'außerhalb aller Räume',
  change(change, told, names) {
    const inBrackets = (zoneId: number | null) => (zoneId === null ? '' : ` (${names.zone(zoneId)})`);
    switch (change.kind) {
      case 'history':
        return `Die Pegel allein sprächen für ${names.zone(change.zoneId)}; wo es vorher war, spricht für ${told}.`;
      case 'level': {
        const how = change.byDb > 0 ? 'stärker' : 'schwächer';
        return `Genannt würde „${names.zone(change.zoneId)}“, wenn ${names.reader(change.readerId)} es ${Math.abs(change.byDb)} dB ${how} hörte.`;
      }
      case 'side':
        return `Von ${side(change.towards)} im Plan${inBrackets(change.zoneId)} hört es kein Empfänger; einer dort würde es festlegen.`;
      case 'reader':
        return (
          `Ein weiterer Empfänger in etwa ${change.awayM} m Entfernung, ${side(change.towards)} im Plan` +
          `${inBrackets(change.zoneId)}, brächte den Radius von ${metres(change.beforeM)} auf ${metres(change.radius90M)} m.`
        );
      case 'survey':
        return `Die Pegel weichen von den hier erwarteten um ${Math.round(change.offDb)} dB ab: Ein Halt eines Rundgangs an dieser Stelle würde Wardmap lehren, wie sie sind.`;
    }
  },
  silent: (reader) => `${reader} müsste es hier hören, hat aber zuletzt gar nichts gemeldet.`,
  told(told, names) {
    switch (told.kind) {
      case 'ready-made':
        return `Ein anderes Ortungssystem hat den Ort genannt, in neun von zehn Fällen auf ${metres(told.radius90M)} m genau.`;
      case 'range-fit':
        return `Anker haben gemessen, wie weit es entfernt ist; das gibt den Ort in neun von zehn Fällen auf ${metres(told.radius90M)} m genau.`;
      case 'portal': {
        const portal = names.reader(told.readerId);
        const sure = `(zu ${Math.round(told.probability * 100)} % sicher)`;
        const zone = names.zone(told.zoneId);
        if (told.did === 'passed')
          return `${portal} hat es von „${names.zone(told.fromZoneId)}“ nach „${zone}“ gehen sehen ${sure}.`;
        if (told.did === 'turned-back') return `${portal} hat es von „${zone}“ kommen und umkehren sehen ${sure}.`;
        return `${portal} hat es auf der Seite von „${zone}“ gelesen ${sure}.`;
      }
    }
  },
};
