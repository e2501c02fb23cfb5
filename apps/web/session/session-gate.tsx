import { Fragment, lazy, Suspense, useEffect } from 'react';
import { Navigate, useLocation, useNavigate } from 'react-router';
import { ApiError } from '../app/api.js';
import { Notice } from '../app/notice.js';
import { useEnded, useSession } from '../app/queries.js';
import { texts } from '../texts/texts.js';
import { SessionEnd } from './session-end.js';
import { signInAddress, takeWayBack, withoutPlace } from './way-back.js';

// The map and its libraries are not needed to sign in.
const SignedIn = lazy(() => import('../app/signed-in.js'));

/** Lets through who is signed in; everybody else signs in first and comes back to where they wanted to be. */
export function SessionGate() {
  const { pathname, search, hash } = useLocation();
  const session = useSession();
  const ended = useEnded();
  const navigate = useNavigate();
  const signedIn = Boolean(session.data);
  useEffect(() => {
    // The hospital's own sign-in knows one way back only.
    const to = signedIn && pathname === '/' ? takeWayBack() : '/';
    if (to !== '/') void navigate(to, { replace: true });
  }, [signedIn, pathname, navigate]);
  if (session.data) {
    return (
      // What a page of the last person still holds goes with it.
      <Fragment key={session.data.person?.id}>
        <Suspense fallback={<Notice title={texts.opening} busy />}>
          <SignedIn session={session.data} />
        </Suspense>
        <SessionEnd session={session.data} />
      </Fragment>
    );
  }
  // Who signed out on purpose leaves no trail for the next person at this computer.
  if (session.data === null) {
    const from = pathname + search + hash;
    const to = ended === 'signedOut' ? '/' : ended === undefined ? from : withoutPlace(from);
    return <Navigate to={signInAddress(to)} replace />;
  }
  if (session.isError) {
    const { error } = session;
    const reached = error instanceof ApiError && error.status > 0;
    return (
      <Notice
        title={reached ? error.message : texts.notReachable.title}
        detail={texts.notReachable.detail}
        action={{ label: texts.notReachable.retry, run: () => void session.refetch() }}
      />
    );
  }
  return <Notice title={texts.opening} busy />;
}
