import { permissions, may, type Asker, type Rights } from '#contracts/permissions';
import { adminTexts } from '../../texts/admin-texts.js';
import { mayWords, scopeSentences, type Scope } from '../scope-words.js';
import classes from './form.module.css';
import { permissionTexts } from '../../texts/permissions-texts.js';

/** What the chosen part of the house means, and on request everything that is allowed in it. */
export function MayDetails({
  rights,
  scope,
  siteNames,
}: {
  rights: Rights;
  scope: Scope;
  siteNames: ReadonlyMap<number, string>;
}) {
  const asker: Asker = { ...rights, siteIds: scope.siteIds, departments: scope.departments };
  const words = mayWords(asker);
  const looks = permissions.some((permission) => permission !== 'readings.send' && may(asker, permission));
  return (
    <div className={classes.words} aria-live="polite">
      <p>{adminTexts.grant.title}</p>
      {words.length === 0 && <p>{adminTexts.grant.nothing}</p>}
      {looks && scopeSentences(scope, siteNames).map((sentence) => <p key={sentence}>{sentence}</p>)}
      {!looks && words.length > 0 && <p>{adminTexts.grant.may([permissionTexts['readings.send']])}</p>}
      {looks && words.length > 0 && (
        <details className={classes.may}>
          <summary>{adminTexts.grant.mayTitle}</summary>
          <p>{adminTexts.grant.may(words)}</p>
          <p>{adminTexts.grant.persons}</p>
        </details>
      )}
    </div>
  );
}
