import type { ToldEvidence } from '#pipeline/told-evidence';
import type { Change } from '#pipeline/what-would-change';

/** Names of what changes speak of. */
export interface Names {
  zone(id: number | null): string;
  reader(id: number): string;
}

/** The sentences of one language. */
export interface WhyWords {
  /** A place that lies in no zone. */
  outside: string;
  /** What would change an answer, as one plain sentence. `told` is the name of the told zone. */
  change(change: Change, told: string, names: Names): string;
  /** Of a reader that should have heard the tag and is silent itself. */
  silent(reader: string): string;
  /** What was told besides levels, as one plain sentence. */
  told(told: ToldEvidence, names: Names): string;
}

/** In English. */
export const whyWordsEn: WhyWords = {
  outside: 'outside all rooms',
  change: changeWords,
  silent: (reader) => `${reader} should hear it here, but nothing at all has come from ${reader} lately.`,
  told: toldWords,
};

function changeWords(change: Change, told: string, names: Names): string {
  switch (change.kind) {
    case 'history':
      return `The levels alone would point to ${names.zone(change.zoneId)}; where it was before speaks for ${told}.`;
    case 'level': {
      const db = Math.abs(change.byDb);
      const how = change.byDb > 0 ? 'stronger' : 'weaker';
      return `${capitalised(names.zone(change.zoneId))} would be told if ${names.reader(change.readerId)} heard it ${db} dB ${how}.`;
    }
    case 'side':
      return `No reader hears it from the ${change.towards} of the plan${inBrackets(change.zoneId, names)}; one there would pin it down.`;
    case 'reader':
      return (
        `One more reader about ${change.awayM} m away, towards the ${change.towards} of the plan` +
        `${inBrackets(change.zoneId, names)}, would bring the radius from ${metres(change.beforeM)} to ${metres(change.radius90M)} m.`
      );
    case 'survey':
      return `The levels differ from what is expected here by ${Math.round(change.offDb)} dB: a survey stop at this place would teach Wardmap what they are.`;
  }
}

function toldWords(told: ToldEvidence, names: Names): string {
  switch (told.kind) {
    case 'ready-made':
      return `Another positioning system told the place, to within ${metres(told.radius90M)} m in nine of ten cases.`;
    case 'range-fit':
      return `Anchors measured how far away it is, which gives the place to within ${metres(told.radius90M)} m in nine of ten cases.`;
    case 'portal': {
      const portal = capitalised(names.reader(told.readerId));
      const sure = `(${Math.round(told.probability * 100)} % sure)`;
      const side = names.zone(told.zoneId);
      if (told.did === 'passed') return `${portal} saw it pass from ${names.zone(told.fromZoneId)} to ${side} ${sure}.`;
      if (told.did === 'turned-back') return `${portal} saw it come near from ${side} and turn back ${sure}.`;
      return `${portal} read it on the side of ${side} ${sure}.`;
    }
  }
}

/** The zone of a place that is already told otherwise; nothing where there is none. */
function inBrackets(zoneId: number | null, names: Names): string {
  return zoneId === null ? '' : ` (${names.zone(zoneId)})`;
}

function metres(value: number): string {
  return value < 10 ? value.toFixed(1) : String(Math.round(value));
}

function capitalised(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}
