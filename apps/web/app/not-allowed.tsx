import { useNavigate } from 'react-router';
import { permissionTable, type Permission } from '#contracts/permissions';
import { texts } from '../texts/texts.js';
import { Notice } from './notice.js';

/** Stands in for a page that the role of whoever is signed in does not include. */
export function NotAllowed({ permission }: { permission: Permission }) {
  const navigate = useNavigate();
  return (
    <Notice
      title={texts.notAllowed.title(permissionTable[permission].words)}
      detail={texts.notAllowed.detail}
      action={{ label: texts.notAllowed.back, run: () => void navigate('/') }}
    />
  );
}
