import { IconAdjustments } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { assetStatuses, type AssetStatus } from '#contracts/asset-status';
import { assetOrders } from '#contracts/assets';
import admin from '../../admin/admin.module.css';
import { useDepartments } from '../../admin/departments.js';
import { SelectField } from '../../admin/form/select-field.js';
import { TextField } from '../../admin/form/text-field.js';
import { registerTexts } from '../../texts/register-texts.js';
import { statusTexts } from '../../texts/status-texts.js';
import { useTypes } from '../register-queries.js';
import { type AssetOrder, type EquipmentSearch, filtersOf } from './equipment-search.js';
import { FilterMenu } from './filter-menu.js';
import classes from './list.module.css';

const texts = registerTexts.filters;
const statuses = assetStatuses.map((value) => ({ value, name: statusTexts.status[value] }));
const orders = Object.fromEntries(assetOrders.map((order) => [order, texts.orders[order]])) as Record<
  AssetOrder,
  string
>;

interface EquipmentFiltersProps {
  search: EquipmentSearch;
  onChange: (search: EquipmentSearch) => void;
}

/** Words, type, status, department, tag and order of the list. */
export function EquipmentFilters({ search, onChange }: EquipmentFiltersProps) {
  const types = useTypes();
  const departments = useDepartments();
  // On a phone the menus would push the list off the screen: there they are opened.
  const [open, setOpen] = useState(false);
  const menus = useId();
  const set = (change: Partial<EquipmentSearch>) => onChange({ ...search, ...change });
  const named = new Set([...(departments.data ?? []), ...search.departments].filter((name) => name !== ''));
  const names = [...named].sort((a, b) => a.localeCompare(b));
  return (
    <div className={classes.filters} role="search" aria-label={texts.label}>
      <div className={classes.words}>
        <TextField
          label={texts.search}
          type="search"
          enterKeyHint="search"
          value={search.search}
          onChange={(text) => set({ search: text })}
        />
      </div>
      <div className={classes.more}>
        <button
          type="button"
          className={admin.button}
          aria-expanded={open}
          aria-controls={menus}
          onClick={() => setOpen(!open)}
        >
          <IconAdjustments size={20} stroke={1.8} aria-hidden />
          {texts.more(filtersOf(search))}
        </button>
      </div>
      <div id={menus} className={classes.menus} data-open={open}>
        <FilterMenu
          label={texts.type}
          choices={(types.data ?? []).map(({ key, name }) => ({ value: key, name }))}
          values={search.types}
          empty={texts.noTypes}
          onChange={(chosen) => set({ types: chosen })}
        />
        <FilterMenu<AssetStatus>
          label={texts.status}
          choices={statuses}
          values={search.statuses}
          empty=""
          onChange={(chosen) => set({ statuses: chosen })}
        />
        <FilterMenu
          label={texts.department}
          choices={[
            ...names.map((name) => ({ value: name, name })),
            { value: '', name: registerTexts.list.wholeHouse },
          ]}
          values={search.departments}
          empty=""
          onChange={(chosen) => set({ departments: chosen })}
        />
        <SelectField<EquipmentSearch['tagged']>
          label={texts.tag}
          value={search.tagged}
          options={texts.tagged}
          onChange={(tagged) => set({ tagged })}
        />
        <SelectField<EquipmentSearch['unheardDays']>
          label={texts.unheard}
          value={search.unheardDays}
          options={texts.unheardDays}
          onChange={(unheardDays) => set({ unheardDays })}
        />
        <SelectField<AssetOrder>
          label={texts.order}
          value={search.order}
          options={orders}
          onChange={(order) => set({ order, descending: false })}
        />
        <SelectField<'false' | 'true'>
          label={texts.direction}
          value={search.descending ? 'true' : 'false'}
          options={texts.directions}
          onChange={(descending) => set({ descending: descending === 'true' })}
        />
      </div>
    </div>
  );
}
