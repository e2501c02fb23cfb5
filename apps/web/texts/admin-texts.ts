import { adminAuditEn } from './admin-audit-en.js';
import { adminEn, type AdminTexts } from './admin-en.js';
import { adminKeysEn } from './admin-keys-en.js';
import { adminPrivacyEn } from './admin-privacy-en.js';
import { adminUsersEn } from './admin-users-en.js';

/** The texts of administration in the language in use; loaded with its pages only. */
export const adminTexts: AdminTexts = adminEn;
export const usersTexts: typeof adminUsersEn = adminUsersEn;
export const keysTexts: typeof adminKeysEn = adminKeysEn;
export const auditTexts: typeof adminAuditEn = adminAuditEn;
export const privacyTexts: typeof adminPrivacyEn = adminPrivacyEn;
