import { permissions, permissionTable, type Permission } from '#contracts/permissions';

/** Behind "You may not ...": as the server says it. */
export const permissionsEn = Object.fromEntries(
  permissions.map((permission) => [permission, permissionTable[permission].words]),
) as Record<Permission, string>;
