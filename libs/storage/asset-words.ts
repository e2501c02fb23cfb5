/** Letters with signs, and what stands for them when words are compared; what separates words becomes a space. */
export const foldedLetters = 'äöüßàáâãåèéêëìíîïòóôõùúûñçø';
export const plainLetters = 'aousaaaaaeeeeiiiioooouuunco';
const separators = '-_./:,;()#+';

const named = `lower(asset.number || ' ' || asset.name || ' ' || coalesce(asset.serial, '') || ' ' || coalesce(asset.udi, '')
  || ' ' || coalesce(asset.manufacturer, '') || ' ' || coalesce(asset.model, ''))`;
/** SQL of a number without what separates its parts. */
export const joined = (column: string) =>
  `translate(lower(coalesce(asset.${column}, '')), '${foldedLetters} ${separators}', '${plainLetters}')`;

/**
 * SQL of the words by which an asset is found: small letters without signs, and its numbers once more without what
 * separates their parts. The indexes of migration 1795540000000-search are made over exactly this expression.
 */
export const assetWords = `(translate(${named}, '${foldedLetters}${separators}', '${plainLetters}${' '.repeat(separators.length)}')
  || ' ' || ${joined('number')} || ' ' || ${joined('serial')} || ' ' || ${joined('udi')})`;

/** A word as `assetWords` has it; separators stay. */
export function foldWord(word: string): string {
  return [...word.toLowerCase()]
    .map((letter) => {
      const at = foldedLetters.indexOf(letter);
      return at < 0 ? letter : plainLetters[at];
    })
    .join('')
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
}
