import type { KeyScope, PersonRole } from '#contracts/permissions';

const list = (parts: readonly string[]) =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

const roles: Record<PersonRole, { name: string; detail: string }> = {
  nurse: { name: 'Nurse', detail: 'Finds equipment on the map and says in which room it is.' },
  biomed: { name: 'Biomedical engineer', detail: 'Also registers equipment, calibrates floors and exports histories.' },
  security: { name: 'Security', detail: 'Finds equipment, looks at histories and exports them.' },
  administrator: { name: 'Administrator', detail: 'May do everything, and manages people, keys, audit and privacy.' },
};

const scopes: Record<KeyScope, { name: string; detail: string }> = {
  ingest: { name: 'Send', detail: 'Sends readings or positions of tags, and what tags say of themselves.' },
  read: { name: 'Look', detail: 'Reads floors, equipment, positions and histories.' },
  export: { name: 'Export', detail: 'Takes whole lists and histories out, as files.' },
  manage: { name: 'Change', detail: 'Registers and changes equipment, labels rooms and calibrates floors.' },
};

/** What all pages of administration say. */
export const adminEn = {
  list,
  nav: {
    label: 'Administration',
    users: 'Users',
    keys: 'Keys',
    audit: 'Audit trail',
    privacy: 'Privacy',
  },
  back: 'Back to the map',
  loading: 'Loading…',
  retry: 'Try again',
  more: 'Show more',
  loadingMore: 'Loading more…',
  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  saving: 'Saving…',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'It could not be copied. Mark it and copy it by hand.',
  never: 'never',
  nothingSaved: (reason: string) => `Nothing was changed: ${reason}`,
  checkFields: 'Something is missing or wrong; it stands at its field.',
  timeZone: (zone: string) => `All times are in the time of this computer: ${zone}.`,
  roles,
  scopes,
  scope: {
    sites: 'Sites',
    allSites: 'All sites',
    someSites: 'Only these sites',
    departments: 'Departments',
    allDepartments: 'All departments',
    someDepartments: 'Only these departments',
    filter: (what: string) => `Search ${what}`,
    noMatch: 'Nothing matches.',
    noDepartments: 'No zone, item or person names a department yet.',
    loadFailed: (reason: string) => `The list could not be loaded: ${reason}`,
    yoursOnly: 'You can give only what you see yourself.',
    whole: 'Whole house',
    unknownSite: (id: number) => `site ${id}`,
  },
  grant: {
    title: 'In words',
    nothing: 'Nothing yet: choose above what is allowed.',
    sees: (what: string, where: string) => `Sees ${what}${where}.`,
    everything: 'all equipment',
    ofDepartments: (departments: string[]) =>
      `equipment of ${list(departments)}, and equipment that belongs to no department`,
    everywhere: ' at all sites',
    atSites: (sites: string[]) => ` at ${list(sites)}`,
    neverHeard: 'Items that no reader has heard yet are shown too, because they have no place.',
    rest: 'Everything else is not sent to them at all: not on the map, not in searches, not in exports.',
    may: (words: string[]) => `May ${list(words)}.`,
    mayTitle: 'What exactly this allows',
    persons: 'Tags that persons carry are shown only to the roles named on the page of privacy.',
  },
};

export type AdminTexts = typeof adminEn;
