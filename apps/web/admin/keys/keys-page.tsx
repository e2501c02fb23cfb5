import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import type { KeyView } from '#contracts/keys';
import type { Session } from '#contracts/people';
import { adminTexts, keysTexts } from '../../texts/admin-texts.js';
import { AdminPage } from '../admin-page.js';
import classes from '../admin.module.css';
import { ConfirmDialog } from '../confirm-dialog.js';
import { Feedback } from '../feedback.js';
import { SelectField } from '../form/select-field.js';
import { exactWords } from '../time-words.js';
import { useNow } from '../use-now.js';
import { CreateKeyDialog } from './create-key-dialog.js';
import { inOrder, isCurrent } from './key-order.js';
import { KeyTable } from './key-table.js';
import { revokeKey } from './keys-api.js';
import { useKeyChange, useKeys } from './keys-queries.js';
import { RotateKeyDialog } from './rotate-key-dialog.js';

type Open = { dialog: 'create' } | { dialog: 'rotate' | 'revoke'; key: KeyView };
type Shown = keyof typeof keysTexts.filters;

/** /admin/keys */
export default function KeysPage({ session }: { session: Session }) {
  return (
    <AdminPage session={session} permission="keys.manage" title={keysTexts.title} intro={keysTexts.intro}>
      <Keys session={session} />
    </AdminPage>
  );
}

function Keys({ session }: { session: Session }) {
  const list = useKeys();
  const now = useNow();
  const [shown, setShown] = useState<Shown>('current');
  const [open, setOpen] = useState<Open | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const keys = inOrder(
    (list.data ?? []).filter((key) => shown === 'all' || isCurrent(key)),
    now,
  );
  const show = (next: Open) => {
    setDone(null);
    setOpen(next);
  };
  const close = () => setOpen(null);
  return (
    <>
      <div className={classes.head}>
        <div className={classes.search}>
          <SelectField label={keysTexts.show} value={shown} options={keysTexts.filters} onChange={setShown} />
        </div>
        <button type="button" className={classes.primary} onClick={() => show({ dialog: 'create' })}>
          <IconKey size={20} stroke={1.8} aria-hidden />
          {keysTexts.create}
        </button>
      </div>
      {done && <Feedback tone="good">{done}</Feedback>}
      {list.error && (
        <Feedback tone="bad" action={{ label: adminTexts.retry, run: () => void list.refetch() }}>
          {keysTexts.loadFailed(list.error.message)}
        </Feedback>
      )}
      {list.isPending && <p role="status">{adminTexts.loading}</p>}
      {list.data && keys.length === 0 && (
        <p className={classes.empty} role="status">
          {list.data.length ? keysTexts.noCurrent : keysTexts.none}
        </p>
      )}
      {keys.length > 0 && (
        <KeyTable
          keys={keys}
          now={now}
          onRotate={(key) => show({ dialog: 'rotate', key })}
          onRevoke={(key) => show({ dialog: 'revoke', key })}
        />
      )}
      {open?.dialog === 'create' && <CreateKeyDialog session={session} onClose={close} />}
      {open?.dialog === 'rotate' && <RotateKeyDialog apiKey={open.key} onClose={close} />}
      {open?.dialog === 'revoke' && (
        <RevokeQuestion
          apiKey={open.key}
          onDone={() => {
            close();
            setDone(keysTexts.revoke.done(open.key.name));
          }}
          onClose={close}
        />
      )}
    </>
  );
}

function RevokeQuestion({ apiKey, onDone, onClose }: { apiKey: KeyView; onDone: () => void; onClose: () => void }) {
  const revoke = useKeyChange(revokeKey);
  const lastUsed = apiKey.lastUsedAt === null ? adminTexts.never : exactWords(apiKey.lastUsedAt);
  return (
    <ConfirmDialog
      title={keysTexts.revoke.title(apiKey.name)}
      yes={keysTexts.revoke.yes}
      destroys
      working={revoke.isPending}
      problem={revoke.error?.message ?? null}
      onYes={() => revoke.mutate(apiKey.id, { onSuccess: onDone })}
      onClose={onClose}
    >
      <p>{keysTexts.revoke.detail(lastUsed)}</p>
    </ConfirmDialog>
  );
}
