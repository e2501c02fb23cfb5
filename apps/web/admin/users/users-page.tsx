import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Invitation, Session, UserView } from '#contracts/people';
import { useDebounced } from '../../search/use-debounced.js';
import { adminTexts, usersTexts } from '../../texts/admin-texts.js';
import { AdminPage } from '../admin-page.js';
import classes from '../admin.module.css';
import { ConfirmDialog } from '../confirm-dialog.js';
import { Feedback } from '../feedback.js';
import { TextField } from '../form/text-field.js';
import { MoreButton } from '../more-button.js';
import { CreateUserDialog } from './create-user-dialog.js';
import { EditUserDialog } from './edit-user-dialog.js';
import { InvitationShown } from './invitation-shown.js';
import { destroying, doneWords, runAction, type UserAction } from './user-actions.js';
import { UserTable } from './user-table.js';
import { useUserChange, useUsers } from './users-queries.js';

type Open =
  | { dialog: 'create' }
  | { dialog: 'edit'; user: UserView }
  | { dialog: 'action'; user: UserView; action: UserAction }
  | { dialog: 'invitation'; invitation: Invitation };

/** /admin/users */
export default function UsersPage({ session }: { session: Session }) {
  return (
    <AdminPage session={session} permission="users.manage" title={usersTexts.title} intro={usersTexts.intro}>
      <Users session={session} />
    </AdminPage>
  );
}

function Users({ session }: { session: Session }) {
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<Open | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const wanted = useDebounced(search.trim(), 200);
  const list = useUsers(wanted);
  const users = list.data?.pages.flatMap((page) => page.users) ?? [];
  const show = (next: Open) => {
    setDone(null);
    setOpen(next);
  };
  const close = () => setOpen(null);
  return (
    <>
      <div className={classes.head}>
        <div className={classes.search}>
          <TextField label={usersTexts.search} type="search" value={search} onChange={setSearch} />
        </div>
        <button type="button" className={classes.primary} onClick={() => show({ dialog: 'create' })}>
          <IconUserPlus size={20} stroke={1.8} aria-hidden />
          {usersTexts.invite}
        </button>
      </div>
      {done && <Feedback tone="good">{done}</Feedback>}
      {list.error && (
        <Feedback tone="bad" action={{ label: adminTexts.retry, run: () => void list.refetch() }}>
          {usersTexts.loadFailed(list.error.message)}
        </Feedback>
      )}
      {list.isPending && <p role="status">{adminTexts.loading}</p>}
      {list.data && users.length === 0 && (
        <p className={classes.empty} role="status">
          {wanted ? usersTexts.noMatch(wanted) : usersTexts.none}
        </p>
      )}
      {users.length > 0 && (
        <UserTable users={users} ownId={session.person?.id ?? null} onOpen={(user) => show({ dialog: 'edit', user })} />
      )}
      <MoreButton list={list} />
      {open?.dialog === 'create' && <CreateUserDialog session={session} onClose={close} />}
      {open?.dialog === 'edit' && (
        <EditUserDialog
          session={session}
          user={open.user}
          onAction={(action) => setOpen({ dialog: 'action', user: open.user, action })}
          onSaved={({ name }) => {
            close();
            setDone(usersTexts.edit.saved(name));
          }}
          onClose={close}
        />
      )}
      {open?.dialog === 'action' && (
        <ActionQuestion
          user={open.user}
          action={open.action}
          onDone={(invitation) => {
            setDone(doneWords(open.action, open.user.name));
            setOpen(invitation && { dialog: 'invitation', invitation });
          }}
          onClose={close}
        />
      )}
      {open?.dialog === 'invitation' && <InvitationShown invitation={open.invitation} onClose={close} />}
    </>
  );
}

interface ActionQuestionProps {
  user: UserView;
  action: UserAction;
  onDone: (invitation: Invitation | null) => void;
  onClose: () => void;
}

function ActionQuestion({ user, action, onDone, onClose }: ActionQuestionProps) {
  const run = useUserChange((wanted: UserAction) => runAction(wanted, user.id));
  const { title, detail, yes } = usersTexts[action];
  return (
    <ConfirmDialog
      title={title(user.name)}
      yes={yes}
      destroys={destroying.has(action)}
      working={run.isPending}
      problem={run.error?.message ?? null}
      onYes={() => run.mutate(action, { onSuccess: onDone })}
      onClose={onClose}
    >
      <p>{detail}</p>
    </ConfirmDialog>
  );
}
