import { useNavigate } from 'react-router';
import type { Permission } from '#contracts/permissions';
import { texts } from '../texts/texts.js';
import { Notice } from './notice.js';
import { permissionTexts } from '../texts/permissions-texts.js';

/** Stands in for a page that the role of whoever is signed in does not include. */
export default function NotAllowed({ permission }: { permission: Permission }) {
  const navigate = useNavigate();
  return (
    <Notice
      title={texts.notAllowed.title(permissionTexts[permission])}
      detail={texts.notAllowed.detail}
      action={{ label: texts.notAllowed.back, run: () => void navigate('/') }}
    />
  );
}
