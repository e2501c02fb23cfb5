import type { Session } from '#contracts/people';
import { texts } from '../texts/texts.js';
import { MainMenu } from './main-menu.js';
import { Notice } from './notice.js';
import classes from './shell.module.css';

/** A house without floors: whoever sets it up can already look after people and keys. */
export function NoFloors({ session }: { session: Session }) {
  return (
    <div className={classes.page}>
      <Notice title={texts.floors.none} detail={texts.floors.noneDetail} />
      <div className={classes.cornerMenu}>
        <MainMenu session={session} />
      </div>
    </div>
  );
}
