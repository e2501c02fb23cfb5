import type { UserView } from '#contracts/people';
import { adminTexts, usersTexts } from '../../texts/admin-texts.js';
import classes from '../admin.module.css';
import { DataTable } from '../data-table.js';
import { useSiteNames } from '../departments.js';
import { Moment } from '../moment.js';
import { scopeSummary } from '../scope-words.js';
import { useNow } from '../use-now.js';
import { userState } from './user-draft.js';

const { columns } = usersTexts;
const tones = { active: 'good', invited: 'warn', disabled: 'plain' } as const;

interface UserTableProps {
  users: readonly UserView[];
  /** Who looks. */
  ownId: number | null;
  onOpen: (user: UserView) => void;
}

/** Everybody who may sign in, what they may do and see, and when they did. */
export function UserTable({ users, ownId, onOpen }: UserTableProps) {
  const siteNames = useSiteNames();
  const now = useNow();
  return (
    <DataTable
      label={usersTexts.list}
      rows={users}
      rowKey={({ id }) => id}
      faded={(user) => userState(user) === 'disabled'}
      columns={[
        {
          label: columns.name,
          cell: ({ id, name, email }) => (
            <>
              <strong>{name}</strong>
              {id === ownId && <> ({usersTexts.you})</>}
              <br />
              <span className={classes.muted}>{email}</span>
            </>
          ),
        },
        {
          label: columns.roles,
          cell: ({ roles }) => roles.map((role) => adminTexts.roles[role].name).join(', '),
        },
        { label: columns.scope, cell: (user) => scopeSummary(user, siteNames) },
        {
          label: columns.signIn,
          cell: ({ signIn, secondFactor }) => (
            <>
              {usersTexts.signIn[signIn]}
              {signIn === 'password' && (
                <>
                  <br />
                  <span className={classes.exact}>
                    {secondFactor ? usersTexts.secondFactor : usersTexts.noSecondFactor}
                  </span>
                </>
              )}
            </>
          ),
        },
        {
          label: columns.last,
          cell: ({ lastSignInAt }) => <Moment at={lastSignInAt} now={now} missing={adminTexts.never} />,
        },
        {
          label: columns.state,
          cell: (user) => (
            <span className={classes.badge} data-tone={tones[userState(user)]}>
              {usersTexts.states[userState(user)]}
            </span>
          ),
        },
        {
          label: columns.actions,
          actions: true,
          cell: (user) => (
            <button
              type="button"
              className={classes.button}
              aria-label={usersTexts.changeNamed(user.name)}
              onClick={() => onOpen(user)}
            >
              {usersTexts.change}
            </button>
          ),
        },
      ]}
    />
  );
}
