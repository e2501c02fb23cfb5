import type { KeyView } from '#contracts/keys';
import { adminTexts, keysTexts } from '../../texts/admin-texts.js';
import classes from '../admin.module.css';
import { DataTable } from '../data-table.js';
import { useSiteNames } from '../departments.js';
import { Moment } from '../moment.js';
import { scopeSummary } from '../scope-words.js';
import { relativeWords } from '../time-words.js';
import { isCurrent, keyFlags, type KeyFlag } from './key-order.js';

const { columns } = keysTexts;
const tones: Record<KeyView['state'], string> = {
  'in use': 'good',
  'never used': 'plain',
  unused: 'warn',
  expired: 'bad',
  revoked: 'plain',
};
const readersShown = 3;

interface KeyTableProps {
  keys: readonly KeyView[];
  /** Milliseconds since 1970. */
  now: number;
  onRotate: (key: KeyView) => void;
  onRevoke: (key: KeyView) => void;
}

/** Every key, what it may do, and what somebody should look after. */
export function KeyTable({ keys, now, onRotate, onRevoke }: KeyTableProps) {
  const siteNames = useSiteNames();
  return (
    <DataTable
      label={keysTexts.list}
      rows={keys}
      rowKey={({ id }) => id}
      faded={(key) => !isCurrent(key)}
      columns={[
        {
          label: columns.name,
          cell: ({ name, kind, start }) => (
            <>
              <strong>{name}</strong>
              <br />
              <span className={classes.muted}>
                {keysTexts.kinds[kind]}, {keysTexts.starts} <code className={classes.code}>{start}</code>
              </span>
            </>
          ),
        },
        { label: columns.does, cell: (key) => <KeyMay apiKey={key} siteNames={siteNames} /> },
        {
          label: columns.state,
          cell: (key) => (
            <>
              <span className={classes.badge} data-tone={tones[key.state]}>
                {keysTexts.states[key.state]}
              </span>
              {keyFlags(key, now).map((flag) => (
                <p key={flag} className={classes.flag}>
                  {flagWords(flag, key, now)}
                </p>
              ))}
            </>
          ),
        },
        {
          label: columns.used,
          cell: ({ lastUsedAt }) => <Moment at={lastUsedAt} now={now} missing={adminTexts.never} />,
        },
        {
          label: columns.expires,
          cell: ({ expiresAt, revokedAt }) => (
            <Moment at={revokedAt ?? expiresAt} now={now} missing={keysTexts.noEnd} />
          ),
        },
        {
          label: columns.actions,
          actions: true,
          cell: (key) =>
            isCurrent(key) && (
              <div className={classes.rowActions}>
                <button
                  type="button"
                  className={classes.button}
                  aria-label={keysTexts.rotate.named(key.name)}
                  onClick={() => onRotate(key)}
                >
                  {keysTexts.rotate.action}
                </button>
                <button
                  type="button"
                  className={classes.danger}
                  aria-label={keysTexts.revoke.named(key.name)}
                  onClick={() => onRevoke(key)}
                >
                  {keysTexts.revoke.action}
                </button>
              </div>
            ),
        },
      ]}
    />
  );
}

function KeyMay({ apiKey, siteNames }: { apiKey: KeyView; siteNames: ReadonlyMap<number, string> }) {
  const { kind, readerKeys, scopes } = apiKey;
  if (kind === 'gateway')
    return (
      <>
        {keysTexts.reportsFor(readerKeys.length)}
        <br />
        <span className={classes.exact}>
          {keysTexts.readers(readerKeys.slice(0, readersShown), Math.max(0, readerKeys.length - readersShown))}
        </span>
      </>
    );
  return (
    <>
      {scopes.map((scope) => adminTexts.scopes[scope].name).join(', ')}
      <br />
      <span className={classes.exact}>{scopeSummary(apiKey, siteNames)}</span>
    </>
  );
}

function flagWords(flag: KeyFlag, { formerUntil, expiresAt }: KeyView, now: number): string {
  if (flag === 'unused') return keysTexts.flags.unused;
  if (flag === 'expiresSoon') return keysTexts.flags.expiresSoon(relativeWords(expiresAt!, now));
  return keysTexts.flags[flag](relativeWords(formerUntil!, now));
}
