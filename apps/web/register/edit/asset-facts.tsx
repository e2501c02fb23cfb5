import type { ReactNode } from 'react';
import type { AssetTypeView } from '#contracts/asset-types';
import type { AssetDetail } from '#contracts/assets';
import admin from '../../admin/admin.module.css';
import { registerTexts } from '../../texts/register-texts.js';
import { photoAddress } from '../register-api.js';
import { textsOf } from './attribute-values.js';
import classes from './edit.module.css';

const texts = registerTexts.form;

interface AssetFactsProps {
  asset: AssetDetail;
  types: readonly AssetTypeView[];
  children: ReactNode;
}

/** What is known of an asset, for those who may only look. */
export function AssetFacts({ asset, types, children }: AssetFactsProps) {
  const attributes = types.find(({ key }) => key === asset.typeKey)?.attributes ?? [];
  const values = textsOf(attributes, asset.attributes);
  const facts: [string, string | null][] = [
    [texts.number, asset.number],
    [texts.name, asset.name],
    [texts.typeKey, asset.typeName],
    [texts.manufacturer, asset.manufacturer],
    [texts.model, asset.model],
    [texts.serial, asset.serial],
    [texts.udi, asset.udi],
    [texts.riskClass, asset.riskClass && registerTexts.risks[asset.riskClass]],
    [texts.department, asset.department],
    [texts.home, asset.homeZone && `${asset.homeZone.name}, ${asset.homeZone.floorName}`],
    ...attributes.map(({ key, name, unit }): [string, string] => [name, withUnit(values[key], unit)]),
  ];
  return (
    <div className={classes.columns}>
      <dl className={`${admin.card} ${classes.facts}`}>
        {facts
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <div className={classes.side}>
        {asset.photoAt && (
          <img
            className={classes.picture}
            src={photoAddress(asset.id, asset.photoAt)}
            alt={registerTexts.photo.of(asset.name)}
          />
        )}
        {children}
      </div>
    </div>
  );
}

function withUnit(text: string, unit: string | null): string {
  const { yesNo } = registerTexts.attributes;
  const words = text === 'yes' ? yesNo.yes : text === 'no' ? yesNo.no : text;
  return words && unit ? `${words} ${unit}` : words;
}
