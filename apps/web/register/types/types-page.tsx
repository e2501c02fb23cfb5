import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { AssetTypeView } from '#contracts/asset-types';
import type { Session } from '#contracts/people';
import admin from '../../admin/admin.module.css';
import { DataTable } from '../../admin/data-table.js';
import { Feedback } from '../../admin/feedback.js';
import { TypeIcon } from '../../asset/type-icon.js';
import { may } from '../../session/may.js';
import { typesTexts as texts } from '../../texts/types-texts.js';
import { Loading } from '../loading.js';
import { RegisterPage } from '../register-page.js';
import { useTypes } from '../register-queries.js';
import { TypeDialog } from './type-dialog.js';
import classes from './types.module.css';

/** /equipment/types */
export default function TypesPage({ session }: { session: Session }) {
  return (
    <RegisterPage session={session} permission="assets.see" title={texts.title} intro={texts.intro}>
      <Types mayChange={may(session, 'types.change')} />
    </RegisterPage>
  );
}

function Types({ mayChange }: { mayChange: boolean }) {
  const types = useTypes();
  const [open, setOpen] = useState<AssetTypeView | 'new' | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const show = (next: AssetTypeView | 'new') => {
    setDone(null);
    setOpen(next);
  };
  return (
    <>
      {mayChange && (
        <div className={classes.head}>
          <button type="button" className={admin.primary} onClick={() => show('new')}>
            <IconPlus size={20} stroke={1.8} aria-hidden />
            {texts.create}
          </button>
        </div>
      )}
      {done && <Feedback tone="good">{done}</Feedback>}
      <Loading query={types}>
        {types.data?.length === 0 && (
          <p className={admin.empty} role="status">
            {texts.none}
          </p>
        )}
        {types.data && types.data.length > 0 && <TypeTable types={types.data} onChange={mayChange ? show : null} />}
      </Loading>
      {open && (
        <TypeDialog
          type={open === 'new' ? null : open}
          types={types.data ?? []}
          onSaved={(name) => {
            setOpen(null);
            setDone(texts.saved(name));
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

interface TypeTableProps {
  types: readonly AssetTypeView[];
  onChange: ((type: AssetTypeView) => void) | null;
}

function TypeTable({ types, onChange }: TypeTableProps) {
  const { columns } = texts;
  return (
    <DataTable
      label={texts.title}
      rows={types}
      rowKey={({ key }) => key}
      columns={[
        {
          label: columns.name,
          cell: ({ icon, name, key }) => (
            <span className={classes.named}>
              <TypeIcon icon={icon} size={24} />
              <span>
                <strong>{name}</strong>
                <br />
                <code className={admin.code}>{key}</code>
              </span>
            </span>
          ),
        },
        {
          label: columns.synonyms,
          cell: ({ synonyms }) => synonyms.join(', ') || <span className={admin.muted}>{texts.noSynonyms}</span>,
        },
        {
          label: columns.attributes,
          cell: ({ attributes }) =>
            attributes.map(({ name, unit }) => (unit ? `${name} (${unit})` : name)).join(', ') || (
              <span className={admin.muted}>{texts.noAttributes}</span>
            ),
        },
        {
          label: columns.assets,
          cell: ({ key, assets }) => (
            <Link className={classes.count} to={`/equipment?types=${encodeURIComponent(key)}`}>
              {texts.assets(assets)}
            </Link>
          ),
        },
        ...(onChange
          ? [
              {
                label: columns.actions,
                actions: true,
                cell: (type: AssetTypeView) => (
                  <button
                    type="button"
                    className={admin.button}
                    aria-label={texts.change(type.name)}
                    onClick={() => onChange(type)}
                  >
                    {texts.changeAction}
                  </button>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
