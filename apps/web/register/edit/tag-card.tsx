import { IconTag } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { AssetDetail } from '#contracts/assets';
import admin from '../../admin/admin.module.css';
import { ConfirmDialog } from '../../admin/confirm-dialog.js';
import { registerTexts } from '../../texts/register-texts.js';
import { takeTagOff } from '../pair/pair-api.js';
import { useRegisterChange } from '../register-queries.js';

const texts = registerTexts.tag;

/** The tag it carries now, and the ways to another one. */
export function TagCard({ asset, mayChange }: { asset: AssetDetail; mayChange: boolean }) {
  const [asking, setAsking] = useState(false);
  const off = useRegisterChange(takeTagOff);
  return (
    <section className={admin.card} aria-labelledby="tag-title">
      <h2 id="tag-title" className={admin.heading}>
        {texts.title}
      </h2>
      <p>{asset.tagKey ? <code className={admin.code}>{asset.tagKey}</code> : texts.none}</p>
      {mayChange && (
        <div className={admin.actions}>
          <Link className={admin.button} to={`/equipment/${asset.id}/tag`}>
            <IconTag size={20} stroke={1.8} aria-hidden />
            {asset.tagKey ? texts.another : texts.pair}
          </Link>
          {asset.tagKey && (
            <button type="button" className={admin.danger} onClick={() => setAsking(true)}>
              {texts.off.action}
            </button>
          )}
        </div>
      )}
      {asking && (
        <ConfirmDialog
          title={texts.off.title(asset.number)}
          yes={texts.off.yes}
          destroys
          working={off.isPending}
          problem={off.error?.message ?? null}
          onYes={() => off.mutate(asset.id, { onSuccess: () => setAsking(false) })}
          onClose={() => setAsking(false)}
        >
          <p>{texts.off.detail}</p>
        </ConfirmDialog>
      )}
    </section>
  );
}
