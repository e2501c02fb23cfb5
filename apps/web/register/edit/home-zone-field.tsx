import { useState } from 'react';
import { SelectField } from '../../admin/form/select-field.js';
import { useFloor, useSites } from '../../app/queries.js';
import { registerTexts } from '../../texts/register-texts.js';
import classes from './edit.module.css';

const texts = registerTexts.home;

interface HomeZoneFieldProps {
  zoneId: number | null;
  /** The zone as it is known, and its floor; null when there is none. */
  home: { id: number; floorId: number } | null;
  error?: string;
  onChange: (zoneId: number | null) => void;
}

/** Where it belongs when nobody uses it: a floor, and a zone of it. */
export function HomeZoneField({ zoneId, home, error, onChange }: HomeZoneFieldProps) {
  const sites = useSites();
  const knownFloorId = home?.floorId ?? null;
  const [floorId, setFloorId] = useState(knownFloorId);
  const [followed, setFollowed] = useState(knownFloorId);
  // Somebody else gave it another home, and the form took that over.
  if (followed !== knownFloorId) {
    setFollowed(knownFloorId);
    if (zoneId === (home?.id ?? null)) setFloorId(knownFloorId);
  }
  const floor = useFloor(floorId);
  const floors = (sites.data?.sites ?? []).flatMap((site) =>
    site.buildings.flatMap((building) =>
      building.floors.map(({ id, name }) => ({ id, name: [site.name, building.name, name].join(', ') })),
    ),
  );
  const zones = [...(floor.data?.zones ?? [])].sort((a, b) =>
    a.name.localeCompare(b.name, undefined, { numeric: true }),
  );
  return (
    <div className={classes.pair}>
      <SelectField
        label={texts.floor}
        value={keyOf(floorId)}
        options={optionsOf(texts.none, floors)}
        onChange={(key) => {
          setFloorId(idOf(key));
          onChange(null);
        }}
      />
      <SelectField
        label={texts.zone}
        value={keyOf(zoneId)}
        options={optionsOf(floorId === null ? texts.floorFirst : texts.noZone, zones)}
        disabled={floorId === null || !floor.data}
        error={error ?? (floor.error ? texts.failed(floor.error.message) : undefined)}
        onChange={(key) => onChange(idOf(key))}
      />
    </div>
  );
}

/** Keys of an object that are numbers would be sorted before all others. */
const keyOf = (id: number | null) => (id === null ? '' : `id-${id}`);
const idOf = (key: string) => Number(key.slice(3)) || null;

function optionsOf(none: string, places: readonly { id: number; name: string }[]): Record<string, string> {
  return Object.fromEntries([['', none], ...places.map(({ id, name }) => [keyOf(id), name])]);
}
