import { Link } from 'react-router';
import type { AssetDetail } from '#contracts/assets';
import admin from '../../admin/admin.module.css';
import { registerTexts } from '../../texts/register-texts.js';
import classes from './edit.module.css';

const texts = registerTexts.kit;

/** The kit it belongs to, and what belongs to it. */
export function KitCard({ asset }: { asset: AssetDetail }) {
  if (!asset.kit && asset.parts.length === 0) return null;
  return (
    <section className={admin.card} aria-labelledby="kit-title">
      <h2 id="kit-title" className={admin.heading}>
        {texts.title}
      </h2>
      {asset.kit && (
        <p>
          {texts.belongs}{' '}
          <Link to={`/equipment/${asset.kit.id}`}>
            {asset.kit.number} {asset.kit.name}
          </Link>
        </p>
      )}
      {asset.parts.length > 0 && <p>{texts.parts}</p>}
      <ul className={classes.links}>
        {asset.parts.map(({ id, number, name }) => (
          <li key={id}>
            <Link to={`/equipment/${id}`}>
              {number} {name}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
