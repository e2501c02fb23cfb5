import type { AssetStatus } from '#contracts/asset-status';

/** What people say of readiness, in small letters without signs; longer ones are tried first. */
export const statusWords: ReadonlyMap<string, AssetStatus> = new Map(
  (
    [
      [
        'available',
        [
          'free',
          'available',
          'ready',
          'clean',
          'unused',
          'frei',
          'freie',
          'freies',
          'freier',
          'verfugbar',
          'bereit',
          'sauber',
        ],
      ],
      [
        'in-use',
        ['in use', 'used', 'busy', 'occupied', 'taken', 'in benutzung', 'in gebrauch', 'benutzt', 'belegt', 'besetzt'],
      ],
      [
        'needs-cleaning',
        [
          'needs cleaning',
          'to clean',
          'dirty',
          'unclean',
          'soiled',
          'schmutzig',
          'dreckig',
          'unrein',
          'zu reinigen',
          'reinigen',
        ],
      ],
      ['needs-repair', ['needs repair', 'broken', 'defective', 'faulty', 'defekt', 'kaputt', 'zu reparieren']],
      ['in-maintenance', ['in maintenance', 'in service', 'maintenance', 'in wartung', 'wartung', 'in reparatur']],
      ['lent', ['lent', 'on loan', 'loaned', 'verliehen', 'ausgeliehen']],
      ['missing', ['missing', 'stolen', 'vermisst', 'verschwunden']],
    ] as [AssetStatus, string[]][]
  ).flatMap(([status, words]) => words.map((word) => [word, status] as const)),
);

/** As a status is called in what was understood. */
export const statusNames: Record<AssetStatus, string> = {
  available: 'free',
  'in-use': 'in use',
  'needs-cleaning': 'needs cleaning',
  'needs-repair': 'needs repair',
  'in-maintenance': 'in maintenance',
  lent: 'lent',
  missing: 'missing',
  retired: 'retired',
};

/** Words before a place from which ways are to be short. */
export const nearWords = [
  ...[
    'in der nahe von',
    'in der nahe',
    'in nahe von',
    'close to',
    'next to',
    'nearest to',
    'near to',
    'near',
    'nearby',
  ],
  ...['nearest', 'nahe', 'nachste', 'nachster', 'nachstes', 'bei der', 'beim', 'bei', 'neben', 'around', 'um'],
];
/** Words before a place in which things are to be. */
export const inWords = ['inside', 'in the', 'in der', 'in', 'im', 'on', 'auf', 'at', 'am'];
/** Whoever asks. */
export const meWords = ['me', 'my', 'here', 'us', 'mir', 'hier', 'uns'];
/** Words that say nothing. */
export const idleWords = new Set([
  'the',
  'a',
  'an',
  'der',
  'die',
  'das',
  'dem',
  'den',
  'ein',
  'eine',
  'einen',
  'for',
  'fur',
  'und',
  'and',
  'of',
  'von',
]);
