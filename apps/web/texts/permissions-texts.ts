import type { Permission } from '#contracts/permissions';
import { language } from './language.js';

/** What each permission allows, behind "You may not ..." and "May ...". */
export const permissionTexts: Record<Permission, string> =
  language === 'de'
    ? (await import('./permissions-de.js')).permissionsDe
    : (await import('./permissions-en.js')).permissionsEn;
