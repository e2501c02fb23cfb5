import { useId } from 'react';
import { assetIcons, type AssetIcon } from '#contracts/asset-types';
import form from '../../admin/form/form.module.css';
import { TypeIcon } from '../../asset/type-icon.js';
import { typesTexts } from '../../texts/types-texts.js';
import classes from './types.module.css';

/** One of the pictures that types can have, each with its name. */
export function IconPicker({ value, onChange }: { value: AssetIcon; onChange: (icon: AssetIcon) => void }) {
  const name = useId();
  return (
    <fieldset className={form.group}>
      <legend className={form.label}>{typesTexts.fields.icon}</legend>
      <div className={classes.icons}>
        {assetIcons.map((icon) => (
          <label key={icon} className={classes.icon}>
            <input type="radio" name={name} checked={icon === value} onChange={() => onChange(icon)} />
            <TypeIcon icon={icon} size={24} />
            <span>{typesTexts.icons[icon]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
