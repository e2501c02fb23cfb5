import { IconFlask } from '@tabler/icons-react';
import { useSession, useSignInOptions } from '../app/queries.js';
import { signInTexts } from '../texts/sign-in-texts.js';
import classes from './demo-banner.module.css';

/** Stands above every page of a demonstration, so that nobody takes it for a real ward. */
export function DemoBanner() {
  const session = useSession();
  const options = useSignInOptions(session.data === null);
  if (!(session.data ? session.data.demo : options.data && options.data.demoUsers !== null)) return null;
  return (
    <section className={classes.banner} aria-label={signInTexts.demo.banner}>
      <IconFlask className={classes.sign} size={16} stroke={1.8} aria-hidden />
      {signInTexts.demo.banner}
    </section>
  );
}
