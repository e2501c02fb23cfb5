import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { AssetTypeView } from '#contracts/asset-types';
import { zoneKinds, type ZoneKind } from '#contracts/floorplan';
import admin from '../../admin/admin.module.css';
import { SelectField } from '../../admin/form/select-field.js';
import { rulesTexts as texts } from '../../texts/rules-texts.js';
import { statusTexts } from '../../texts/status-texts.js';
import { MeaningFields } from './meaning-fields.js';
import { newException, type Exception, type RulesDraft, type RulesProblems } from './rules-draft.js';
import classes from './rules.module.css';

const kindOptions = Object.fromEntries(zoneKinds.map((kind) => [kind, statusTexts.zoneKind[kind]])) as Record<
  ZoneKind,
  string
>;

interface ExceptionRulesProps {
  draft: RulesDraft;
  types: readonly AssetTypeView[];
  problems: RulesProblems | null;
  disabled: boolean;
  onChange: (exceptions: readonly Exception[]) => void;
}

/** Where a type goes by a rule of its own, each said in a sentence. */
export function ExceptionRules({ draft, types, problems, disabled, onChange }: ExceptionRulesProps) {
  const { exceptions } = draft;
  const nameOf = (typeKey: string) => types.find(({ key }) => key === typeKey)?.name ?? typeKey;
  return (
    <section className={admin.card} aria-labelledby="exceptions-title">
      <h2 id="exceptions-title" className={admin.heading}>
        {texts.exceptions}
      </h2>
      <p className={admin.muted}>{exceptions.length === 0 ? texts.noExceptions : texts.exceptionsHint}</p>
      <div className={classes.rules}>
        {exceptions.map((exception, index) => {
          const set = (change: Partial<Exception>) =>
            onChange(exceptions.map((other, at) => (at === index ? { ...other, ...change } : other)));
          const known = types.map(({ key, name }): [string, string] => [key, name]);
          const typeOptions = Object.fromEntries([
            ...(types.some(({ key }) => key === exception.typeKey) ? [] : [[exception.typeKey, exception.typeKey]]),
            ...known,
          ]) as Record<string, string>;
          return (
            <fieldset key={exception.id} className={classes.exception} disabled={disabled}>
              <legend>
                {texts.sentence(
                  nameOf(exception.typeKey),
                  statusTexts.zoneKind[exception.zoneKind],
                  exception.status === 'nothing' ? null : statusTexts.status[exception.status],
                )}
              </legend>
              <SelectField
                label={texts.type}
                value={exception.typeKey}
                options={typeOptions}
                onChange={(typeKey) => set({ typeKey })}
              />
              <SelectField<ZoneKind>
                label={texts.kind}
                value={exception.zoneKind}
                options={kindOptions}
                onChange={(zoneKind) => set({ zoneKind })}
              />
              <MeaningFields
                meaning={exception}
                error={problems?.[`exception:${exception.id}`]}
                disabled={disabled}
                onChange={({ status, dwellS }) => set({ status, dwellS })}
              />
              {!disabled && (
                <button
                  type="button"
                  className={admin.danger}
                  aria-label={texts.remove(nameOf(exception.typeKey), statusTexts.zoneKind[exception.zoneKind])}
                  onClick={() => onChange(exceptions.filter((_, at) => at !== index))}
                >
                  <IconTrash size={20} stroke={1.8} aria-hidden />
                </button>
              )}
            </fieldset>
          );
        })}
      </div>
      {!disabled && types.length > 0 && (
        <div className={admin.actions}>
          <button
            type="button"
            className={admin.button}
            onClick={() => onChange([...exceptions, newException(draft, types[0].key)])}
          >
            <IconPlus size={20} stroke={1.8} aria-hidden />
            {texts.add}
          </button>
        </div>
      )}
    </section>
  );
}
