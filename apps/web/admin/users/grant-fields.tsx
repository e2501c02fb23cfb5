import { peopleRoles, type PersonRole } from '#contracts/permissions';
import type { Session } from '#contracts/people';
import { adminTexts, usersTexts } from '../../texts/admin-texts.js';
import { useSiteNames } from '../departments.js';
import { SeveralOf } from '../form/choices.js';
import { MayDetails } from '../form/may-details.js';
import { ScopeFields } from '../form/scope-fields.js';
import type { UserDraft, UserProblems } from './user-draft.js';

const roleChoices = peopleRoles.map((role) => ({ value: role, ...adminTexts.roles[role] }));

interface GrantFieldsProps {
  session: Session;
  draft: UserDraft;
  problems: UserProblems | null;
  disabled?: boolean;
  onChange: (draft: UserDraft) => void;
}

/** Roles, the part of the house they are for, and what both mean in words. */
export function GrantFields({ session, draft, problems, disabled, onChange }: GrantFieldsProps) {
  const siteNames = useSiteNames();
  return (
    <>
      <SeveralOf<PersonRole>
        label={usersTexts.fields.roles}
        choices={roleChoices}
        values={draft.roles}
        disabled={disabled}
        error={problems?.roles}
        onChange={(roles) => onChange({ ...draft, roles })}
      />
      <ScopeFields
        session={session}
        value={draft}
        disabled={disabled}
        problems={problems ?? {}}
        onChange={(scope) => onChange({ ...draft, ...scope })}
      />
      <MayDetails rights={{ roles: draft.roles }} scope={draft} siteNames={siteNames} />
    </>
  );
}
