/** What the page of status rules says. */
export const rulesEn = {
  title: 'Status rules',
  intro: 'What it says of equipment to stand in a kind of place. The rules are saved as a whole and hold at once.',
  override:
    'What a person says of an item goes before these rules until the item next comes to another place with a rule. An item that is heard only in passing stays as it was: it must have been heard in the place for the whole time.',
  readOnly: 'You can look at the rules. Biomedical engineers and administrators of the whole house can change them.',
  kinds: 'By kind of place',
  means: 'Standing there means',
  nothing: 'Nothing',
  dwell: 'After how many seconds',
  exceptions: 'Exceptions for types',
  noExceptions: 'Every type goes by the rules above.',
  exceptionsHint: 'For these types the exception holds in place of the rule above.',
  type: 'Type',
  kind: 'Kind of place',
  sentence: (type: string, kind: string, status: string | null) =>
    status === null ? `${type} in “${kind}”: says nothing` : `${type} in “${kind}”: ${status.toLowerCase()}`,
  add: 'Add an exception',
  remove: (type: string, kind: string) => `Remove the exception for ${type} in ${kind}`,
  defaults: 'Fill in the defaults',
  save: 'Save all rules',
  saved: 'The rules are saved and hold from now on.',
  wrong: {
    dwell: 'A whole number of seconds from 0 to 86400 (a day).',
    twice: 'There is an exception for this type and kind of place already.',
    type: 'Choose a type.',
  },
};
