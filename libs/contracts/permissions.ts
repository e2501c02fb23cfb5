import { isWholeHouse, type Part } from './visibility.js';

/** Roles that a person can have. A key has the role of an integration: it may what its scopes open. */
export const peopleRoles = ['nurse', 'biomed', 'security', 'administrator'] as const;
export type PersonRole = (typeof peopleRoles)[number];

/** What a key may do: each scope opens the permissions that name it. */
export const keyScopes = ['ingest', 'read', 'export', 'manage'] as const;
export type KeyScope = (typeof keyScopes)[number];

interface Rule {
  /** People's roles that may. */
  roles: readonly PersonRole[];
  /** The scope a key needs; null for what no key may. */
  scope: KeyScope | null;
  /** Only for those who are for every site and department: it cannot be done, or shown, for a part of the house. */
  house?: true;
  /** Said when somebody may not: "You may not ..." */
  words: string;
}

const everybody = peopleRoles;
const engineers = ['biomed', 'administrator'] as const;
const administrators = ['administrator'] as const;

/**
 * THE table of who may do what, for REST, live connections and exports alike. Which sites, departments and persons an
 * allowed look shows is decided by visibility.ts.
 */
export const permissionTable = {
  'places.see': { roles: everybody, scope: 'read', words: 'look at floor plans' },
  'assets.see': { roles: everybody, scope: 'read', words: 'look at assets and where they are' },
  'assets.explain': { roles: everybody, scope: 'read', words: 'ask why an asset is shown where it is' },
  'assets.change': { roles: engineers, scope: 'manage', words: 'register, change or retire assets' },
  'assets.use': {
    roles: everybody,
    scope: 'manage',
    words: 'reserve equipment, or say what became of it',
  },
  'types.change': { roles: engineers, scope: 'manage', house: true, words: 'change types of equipment' },
  'status-rules.see': { roles: everybody, scope: 'read', words: 'look at what places say about equipment' },
  'status-rules.change': {
    roles: engineers,
    scope: 'manage',
    house: true,
    words: 'change what places say about equipment',
  },
  'stock.see': { roles: everybody, scope: 'read', words: 'look at stock levels' },
  'stock.change': { roles: engineers, scope: 'manage', words: 'change stock levels' },
  'searches.keep': { roles: everybody, scope: null, words: 'keep searches' },
  'assets.export': { roles: everybody, scope: 'export', words: 'export the list of assets' },
  'history.see': { roles: everybody, scope: 'read', words: 'look at the history of an asset' },
  'history.export': { roles: ['biomed', 'security', 'administrator'], scope: 'export', words: 'export histories' },
  'labels.add': {
    roles: ['nurse', 'biomed', 'administrator'],
    scope: 'manage',
    words: 'say which room an asset is in',
  },
  'calibration.see': { roles: engineers, scope: 'read', words: 'look at calibrations' },
  'calibration.change': { roles: engineers, scope: 'manage', words: 'calibrate a floor' },
  'unassigned.see': {
    roles: engineers,
    scope: 'manage',
    house: true,
    words: 'look at keys that belong to nothing registered',
  },
  'readings.send': { roles: [], scope: 'ingest', words: 'send readings, positions or telemetry' },
  'session.see': { roles: everybody, scope: 'read', words: 'ask who is signed in' },
  'account.change': { roles: everybody, scope: null, words: 'change an account' },
  'users.manage': { roles: administrators, scope: null, words: 'manage users' },
  'keys.manage': { roles: administrators, scope: null, words: 'manage keys' },
  'audit.see': { roles: administrators, scope: null, house: true, words: 'look at the audit trail' },
  'audit.export': { roles: administrators, scope: null, house: true, words: 'export the audit trail' },
  'privacy.see': { roles: everybody, scope: null, words: 'look at what is kept, and for how long' },
  'privacy.change': { roles: administrators, scope: null, house: true, words: 'change what is kept, and for how long' },
  'interface.see': { roles: everybody, scope: 'read', words: 'read the description of the interface' },
} as const satisfies Record<string, Rule>;
export type Permission = keyof typeof permissionTable;

export const permissions = Object.keys(permissionTable) as Permission[];

/** What somebody was given: a person roles, a key scopes. */
export type Rights = { roles: readonly PersonRole[] } | { scopes: readonly KeyScope[] };

/** Somebody who asks, and the part of the house they are for. */
export type Asker = Rights & Part;

/** Whether somebody may do something at all. */
export function may(asker: Asker, permission: Permission): boolean {
  const rule: Rule = permissionTable[permission];
  if (rule.house && !isWholeHouse(asker)) return false;
  return 'roles' in asker
    ? asker.roles.some((role) => rule.roles.includes(role))
    : rule.scope !== null && asker.scopes.includes(rule.scope);
}

/** Everything somebody may do. */
export function permissionsOf(asker: Asker): Permission[] {
  return permissions.filter((permission) => may(asker, permission));
}
