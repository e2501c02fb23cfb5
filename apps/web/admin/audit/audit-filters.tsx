import { auditActions, type AuditAction } from '#contracts/audit';
import { auditTexts } from '../../texts/admin-texts.js';
import { SelectField } from '../form/select-field.js';
import { TextField } from '../form/text-field.js';
import { endsBeforeItBegins, type AuditRange, type AuditSearch } from './audit-search.js';
import classes from './audit.module.css';

const texts = auditTexts.filters;
const actionOptions = Object.fromEntries([
  ['', texts.anyAction],
  ...auditActions.map((action) => [action, auditTexts.actions[action]]),
]) as Record<AuditAction | '', string>;

interface AuditFiltersProps {
  search: AuditSearch;
  onChange: (search: AuditSearch) => void;
}

/** When, who, what and about what. */
export function AuditFilters({ search, onChange }: AuditFiltersProps) {
  const set = (change: Partial<AuditSearch>) => onChange({ ...search, ...change });
  return (
    <div className={classes.filters} role="search" aria-label={texts.label}>
      <SelectField<AuditRange>
        label={texts.range}
        value={search.range}
        options={texts.ranges}
        onChange={(range) => set({ range })}
      />
      {search.range === 'own' && (
        <>
          <TextField label={texts.from} type="datetime-local" value={search.from} onChange={(from) => set({ from })} />
          <TextField
            label={texts.to}
            type="datetime-local"
            value={search.to}
            error={endsBeforeItBegins(search) ? auditTexts.wrongRange : undefined}
            onChange={(to) => set({ to })}
          />
        </>
      )}
      <TextField label={texts.actor} type="search" value={search.actor} onChange={(actor) => set({ actor })} />
      <SelectField<AuditAction | ''>
        label={texts.action}
        value={search.action}
        options={actionOptions}
        onChange={(action) => set({ action })}
      />
      <TextField label={texts.subject} type="search" value={search.subject} onChange={(subject) => set({ subject })} />
    </div>
  );
}
