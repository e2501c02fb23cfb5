import type { AdminAuditTexts } from './admin-audit-en.js';
import type { AdminTexts } from './admin-en.js';
import type { AdminKeysTexts } from './admin-keys-en.js';
import type { AdminPrivacyTexts } from './admin-privacy-en.js';
import type { AdminUsersTexts } from './admin-users-en.js';
import { language } from './language.js';

const german = () =>
  Promise.all([
    import('./admin-de.js').then(({ adminDe }) => adminDe),
    import('./admin-users-de.js').then(({ adminUsersDe }) => adminUsersDe),
    import('./admin-keys-de.js').then(({ adminKeysDe }) => adminKeysDe),
    import('./admin-audit-de.js').then(({ adminAuditDe }) => adminAuditDe),
    import('./admin-privacy-de.js').then(({ adminPrivacyDe }) => adminPrivacyDe),
  ]);
const english = () =>
  Promise.all([
    import('./admin-en.js').then(({ adminEn }) => adminEn),
    import('./admin-users-en.js').then(({ adminUsersEn }) => adminUsersEn),
    import('./admin-keys-en.js').then(({ adminKeysEn }) => adminKeysEn),
    import('./admin-audit-en.js').then(({ adminAuditEn }) => adminAuditEn),
    import('./admin-privacy-en.js').then(({ adminPrivacyEn }) => adminPrivacyEn),
  ]);
type Catalogues = [AdminTexts, AdminUsersTexts, AdminKeysTexts, AdminAuditTexts, AdminPrivacyTexts];
const chosen: Catalogues = await (language === 'de' ? german() : english());

/** The texts of administration in the language in use; loaded with its pages only. */
export const [adminTexts, usersTexts, keysTexts, auditTexts, privacyTexts] = chosen;
