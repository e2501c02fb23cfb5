import { useId, type ReactNode } from 'react';
import type { FloorDetail } from '#contracts/api';
import type { ParLevel } from '#contracts/par-levels';
import { describedBy, FieldNotes } from '../admin/form/field-notes.js';
import form from '../admin/form/form.module.css';
import { stockTexts } from '../texts/stock-texts.js';
import { placeValue } from './level-draft.js';
import { useAllFloors, useTypes } from './stock-queries.js';

const texts = stockTexts.editor;

interface ChoiceProps {
  value: string;
  /** The level that is edited: what it names can be chosen before the lists are loaded. */
  chosen: ParLevel | null;
  problem?: string;
  onChange: (value: string) => void;
}

/** Which type of equipment a level is for. */
export function TypeField({ value, chosen, problem, onChange }: ChoiceProps) {
  const types = useTypes();
  const loaded = types.data ?? (chosen ? [{ key: chosen.typeKey, name: chosen.typeName }] : []);
  return (
    <Field label={texts.type} value={value} problem={problem ?? failure(types.error)} onChange={onChange}>
      {loaded.map(({ key, name }) => (
        <option key={key} value={key}>
          {name}
        </option>
      ))}
    </Field>
  );
}

/** Which room or ward: the wards of each site, then the rooms floor by floor. */
export function PlaceField({ value, chosen, problem, onChange }: ChoiceProps) {
  const floors = useAllFloors();
  return (
    <Field label={texts.place} value={value} problem={problem ?? failure(floors.error)} onChange={onChange}>
      {!floors.data && chosen && <option value={placeValue(chosen.place)}>{chosen.place.name}</option>}
      {floors.data && <PlaceOptions floors={floors.data} chosen={chosen} />}
    </Field>
  );
}

function PlaceOptions({ floors, chosen }: { floors: readonly FloorDetail[]; chosen: ParLevel | null }) {
  const sites = new Map(floors.map(({ siteId, siteName }) => [siteId, siteName]));
  const zones = floors.flatMap((floor) => floor.zones.map(({ id }) => id));
  // A room that was taken off its plan, or is not shown any more, stays what it is until somebody chooses another.
  const gone = chosen !== null && chosen.place.zoneId !== null && !zones.includes(chosen.place.zoneId);
  return (
    <>
      {gone && <option value={placeValue(chosen.place)}>{chosen.place.name}</option>}
      {[...sites].map(([siteId, siteName]) => (
        <optgroup key={siteId} label={texts.departments(siteName)}>
          {departmentsOf(floors, siteId).map((department) => (
            <option key={department} value={placeValue({ zoneId: null, department, siteId })}>
              {department}
            </option>
          ))}
        </optgroup>
      ))}
      {floors.map((floor) => (
        <optgroup key={floor.id} label={texts.floor(floor.name, floor.siteName)}>
          {floor.zones
            .toSorted((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }))
            .map(({ id, name }) => (
              <option key={id} value={`zone:${id}`}>
                {name}
              </option>
            ))}
        </optgroup>
      ))}
    </>
  );
}

function departmentsOf(floors: readonly FloorDetail[], siteId: number): string[] {
  const own = floors.filter((floor) => floor.siteId === siteId);
  return [...new Set(own.flatMap(({ zones }) => zones.flatMap(({ department }) => department ?? [])))].sort((a, b) =>
    a.localeCompare(b, undefined, { numeric: true }),
  );
}

function failure(error: Error | null): string | undefined {
  return error ? texts.optionsFailed(error.message) : undefined;
}

interface FieldProps {
  label: string;
  value: string;
  problem?: string;
  onChange: (value: string) => void;
  children: ReactNode;
}

function Field({ label, value, problem, onChange, children }: FieldProps) {
  const id = useId();
  return (
    <div className={form.field}>
      <label className={form.label} htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className={form.input}
        value={value}
        aria-invalid={problem !== undefined}
        aria-describedby={describedBy(id, undefined, problem)}
        onChange={({ target }) => onChange(target.value)}
      >
        {value === '' && <option value="">{texts.choose}</option>}
        {children}
      </select>
      <FieldNotes id={id} error={problem} />
    </div>
  );
}
