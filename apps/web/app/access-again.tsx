import { useNavigate, useSearchParams } from 'react-router';
import { AccessPage } from './access-page.js';

/** The sign-in page for who may look already and needs a key that may do more; then back to where they came from. */
export function AccessAgain() {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const to = params.get('to') ?? '/';
  // An address from outside must not lead away from here.
  const path = /^\/(?![/\\])/.test(to) ? to : '/';
  return <AccessPage onDone={() => void navigate(path, { replace: true })} />;
}
