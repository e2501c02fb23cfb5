import { Link } from 'react-router';
import type { AssetDetail, AssetView } from '#contracts/assets';
import { photoAddress } from '../register/register-api.js';
import { useTypes } from '../register/register-queries.js';
import { useTexts } from '../texts/use-texts.js';
import classes from './use.module.css';

const texts = useTexts.details;

interface AssetFactsProps {
  asset: AssetView;
  detail: AssetDetail | null;
  error: Error | null;
}

/** What an asset is: maker, owner, free attributes, picture, kit and parts. */
export function AssetFacts({ asset, detail, error }: AssetFactsProps) {
  const types = useTypes().data ?? [];
  const attributes = types.find(({ key }) => key === asset.typeKey)?.attributes ?? [];
  const facts: [string, string | null][] = [
    [texts.manufacturer, asset.manufacturer],
    [texts.model, asset.model],
    [texts.serial, asset.serial],
    [texts.owner, asset.department ?? texts.house],
    [texts.home, detail?.homeZone ? `${detail.homeZone.name}, ${detail.homeZone.floorName}` : null],
    ...attributes.map(({ key, name, unit }): [string, string | null] => [
      name,
      valueWords(detail?.attributes[key], unit),
    ]),
  ];
  return (
    <>
      <dl className={classes.facts}>
        {facts.map(
          ([label, value]) =>
            value && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
        {asset.kit && <Named title={texts.kit} assets={[asset.kit]} />}
        {detail && detail.parts.length > 0 && <Named title={texts.parts} assets={detail.parts} />}
      </dl>
      {detail?.photoAt && (
        <img className={classes.photo} src={photoAddress(asset.id, detail.photoAt)} alt={texts.photo(asset.name)} />
      )}
      {!detail && (
        <p className={classes.quiet} role="status">
          {error ? texts.failed(error.message) : texts.loading}
        </p>
      )}
    </>
  );
}

function Named({ title, assets }: { title: string; assets: readonly { id: number; number: string; name: string }[] }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        {assets.map(({ id, number, name }) => (
          <Link key={id} className={classes.link} to={{ search: `?asset=${id}` }}>
            {name} · {number}
          </Link>
        ))}
      </dd>
    </div>
  );
}

function valueWords(value: string | number | boolean | undefined, unit: string | null): string | null {
  if (value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value ? texts.yes : texts.no;
  return unit ? `${value} ${unit}` : String(value);
}
