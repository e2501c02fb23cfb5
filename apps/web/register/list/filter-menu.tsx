import { Popover } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { SeveralOf, type Choice } from '../../admin/form/choices.js';
import form from '../../admin/form/form.module.css';
import { registerTexts } from '../../texts/register-texts.js';
import classes from './list.module.css';

interface FilterMenuProps<Value> {
  label: string;
  choices: readonly Choice<Value>[];
  values: readonly Value[];
  /** Said in place of the choices where there are none. */
  empty: string;
  onChange: (values: Value[]) => void;
}

/** A button that opens a list of things to tick; it says how many are. */
export function FilterMenu<Value extends string>({ label, choices, values, empty, onChange }: FilterMenuProps<Value>) {
  const names = choices.filter(({ value }) => values.includes(value)).map(({ name }) => name);
  const words = values.length === 0 ? registerTexts.filters.all : names.length === 1 ? names[0] : `${values.length}`;
  return (
    <Popover position="bottom-start" withinPortal={false} trapFocus shadow="md">
      <Popover.Target>
        <button type="button" className={classes.filter} data-set={values.length > 0}>
          <span>
            <span className={classes.filterLabel}>{label}</span> {words}
          </span>
          <IconChevronDown size={18} stroke={1.8} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.filterList} aria-label={label}>
        {choices.length === 0 && <p>{empty}</p>}
        {choices.length > 0 && (
          <SeveralOf label={label} labelHidden choices={choices} values={values} scrolls onChange={onChange} />
        )}
        {values.length > 0 && (
          <button type="button" className={form.plain} onClick={() => onChange([])}>
            {registerTexts.filters.clearOne}
          </button>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
