import { useLocation, useNavigate } from 'react-router';
import { Notice } from '../app/notice.js';
import { calibrationTexts as texts } from '../texts/calibration-texts.js';

/** Stands in for a page that changes things when the key in use may only look. */
export function NeedsManage({ demo }: { demo: boolean }) {
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  return (
    <Notice
      title={texts.noManage.title}
      detail={demo ? `${texts.noManage.detail} ${texts.noManage.demoDetail}` : texts.noManage.detail}
      action={{
        label: texts.noManage.enterKey,
        run: () => void navigate(`/access?${new URLSearchParams({ to: pathname + search })}`),
      }}
    />
  );
}
