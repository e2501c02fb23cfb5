import { useState } from 'react';
import type { Session } from '#contracts/people';
import { useSites } from '../../app/queries.js';
import { adminTexts } from '../../texts/admin-texts.js';
import { useDepartments } from '../departments.js';
import { Feedback } from '../feedback.js';
import type { Scope } from '../scope-words.js';
import { OneOf, SeveralOf, type Choice } from './choices.js';
import { TextField } from './text-field.js';

const texts = adminTexts.scope;
/** A longer list gets a field to search it. */
const filteredFrom = 9;

interface ScopeFieldsProps {
  session: Session;
  value: Scope;
  disabled?: boolean;
  problems: { siteIds?: string; departments?: string };
  onChange: (scope: Scope) => void;
}

/** Which sites and departments: all, or chosen ones. Nobody can give more than they see themselves. */
export function ScopeFields({ session, value, disabled, problems, onChange }: ScopeFieldsProps) {
  const sites = useSites();
  const departments = useDepartments();
  const own = session.person;
  const siteChoices = (sites.data?.sites ?? [])
    .map(({ id, name }) => ({ value: id, name }))
    .sort((a, b) => a.name.localeCompare(b.name));
  const names = [...new Set([...(departments.data ?? []), ...(value.departments ?? [])])].sort((a, b) =>
    a.localeCompare(b),
  );
  return (
    <>
      <Part
        label={texts.sites}
        all={texts.allSites}
        some={texts.someSites}
        choices={siteChoices}
        values={value.siteIds}
        limited={own !== null && own.siteIds !== null}
        failed={sites.error}
        disabled={disabled}
        problem={problems.siteIds}
        onChange={(siteIds) => onChange({ ...value, siteIds })}
      />
      <Part
        label={texts.departments}
        all={texts.allDepartments}
        some={texts.someDepartments}
        choices={names.map((name) => ({ value: name, name }))}
        values={value.departments}
        limited={own !== null && own.departments !== null}
        failed={departments.error}
        empty={departments.data && names.length === 0 ? texts.noDepartments : undefined}
        disabled={disabled}
        problem={problems.departments}
        onChange={(chosen) => onChange({ ...value, departments: chosen })}
      />
    </>
  );
}

interface PartProps<Value> {
  label: string;
  all: string;
  some: string;
  choices: readonly Choice<Value>[];
  values: readonly Value[] | null;
  /** Who gives is limited too: "all" is not theirs to give. */
  limited: boolean;
  failed: Error | null;
  empty?: string;
  disabled?: boolean;
  problem?: string;
  onChange: (values: Value[] | null) => void;
}

function Part<Value extends string | number>(props: PartProps<Value>) {
  const { label, choices, values, limited } = props;
  const [filter, setFilter] = useState('');
  // What was chosen before is there again for who only tries the other answer.
  const [remembered, setRemembered] = useState<readonly Value[]>(values ?? []);
  const wanted = filter.trim().toLowerCase();
  const shown = choices.filter(({ name }) => name.toLowerCase().includes(wanted));
  const list = (
    <>
      {props.failed && <Feedback tone="bad">{texts.loadFailed(props.failed.message)}</Feedback>}
      {choices.length >= filteredFrom && (
        <TextField label={texts.filter(label.toLowerCase())} type="search" value={filter} onChange={setFilter} />
      )}
      {shown.length === 0 && (props.empty ?? (wanted ? texts.noMatch : null))}
      {shown.length > 0 && (
        <SeveralOf
          label={label}
          labelHidden
          choices={shown}
          values={values ?? []}
          scrolls={choices.length >= filteredFrom}
          onChange={(chosen) => {
            setRemembered(chosen);
            props.onChange(chosen);
          }}
        />
      )}
    </>
  );
  return (
    <OneOf<'all' | 'some'>
      label={label}
      disabled={props.disabled}
      hint={limited ? texts.yoursOnly : undefined}
      error={props.problem}
      value={values === null ? 'all' : 'some'}
      choices={[
        { value: 'all', name: props.all, disabled: limited },
        { value: 'some', name: props.some, inner: list },
      ]}
      onChange={(choice) => props.onChange(choice === 'all' ? null : [...remembered])}
    />
  );
}
