/** Endings of German adjectives: "frei", "freie", "freies" ... */
const adjectiveEndings = ['es', 'er', 'en', 'em', 'e'];
/** Endings of plurals and what stands in the singular instead; the German ones without umlauts, as words are compared. */
const pluralEndings: readonly (readonly [plural: string, singular: string])[] = [
  ...([
    ['ies', 'y'],
    ['es', ''],
    ['s', ''],
  ] as const),
  ...([
    ['en', ''],
    ['n', ''],
    ['e', ''],
  ] as const),
];
/** What is shorter is no word that has endings. */
const leastLetters = 3;

/** An adjective or participle as it stands in a word book, in small letters without signs: itself first, then without each ending it may have. */
export function adjectiveForms(word: string): string[] {
  const bare = adjectiveEndings
    .filter((ending) => word.endsWith(ending) && word.length - ending.length >= leastLetters)
    .map((ending) => word.slice(0, -ending.length));
  return [word, ...bare];
}

/** Words of which this one may be the plural, in German or English, without signs; it need not be one, nor they words. */
export function singularForms(word: string): string[] {
  return pluralEndings
    .filter(([plural]) => word.endsWith(plural) && word.length - plural.length >= leastLetters)
    .map(([plural, singular]) => word.slice(0, -plural.length) + singular);
}
