import { useId, type ReactNode } from 'react';
import type { AssetTypeView } from '#contracts/asset-types';
import { riskClasses, type RiskClass } from '#contracts/assets';
import admin from '../../admin/admin.module.css';
import { useDepartments } from '../../admin/departments.js';
import { SelectField } from '../../admin/form/select-field.js';
import { SeveralOf } from '../../admin/form/choices.js';
import { TextField } from '../../admin/form/text-field.js';
import { registerTexts } from '../../texts/register-texts.js';
import type { AssetDraft, AssetProblems } from './asset-draft.js';
import { AttributeFields } from './attribute-fields.js';
import classes from './edit.module.css';
import { HomeZoneField } from './home-zone-field.js';

const texts = registerTexts.form;
const risks = Object.fromEntries([
  ['', texts.noRisk],
  ...riskClasses.map((risk) => [risk, registerTexts.risks[risk]]),
]) as Record<RiskClass | '', string>;

interface AssetFieldsProps {
  draft: AssetDraft;
  types: readonly AssetTypeView[];
  problems: AssetProblems | null;
  /** The home zone as it is known. */
  home: { id: number; floorId: number } | null;
  onChange: (draft: AssetDraft) => void;
}

/** All that people write of an asset. */
export function AssetFields({ draft, types, problems, home, onChange }: AssetFieldsProps) {
  const departments = useDepartments();
  const departmentsId = useId();
  const set = (change: Partial<AssetDraft>) => onChange({ ...draft, ...change });
  const type = types.find(({ key }) => key === draft.typeKey);
  const typeNames = types.map(({ key, name }): [string, string] => [key, name]);
  const text = (field: 'manufacturer' | 'model' | 'serial' | 'udi' | 'kitNumber', hint?: string) => (
    <TextField
      label={texts[field]}
      hint={hint}
      value={draft[field]}
      error={problems?.[field]}
      onChange={(value) => set({ [field]: value })}
    />
  );
  return (
    <>
      <Section title={texts.what}>
        <div className={classes.pair}>
          <TextField
            label={texts.number}
            hint={texts.numberHint}
            value={draft.number}
            error={problems?.number}
            onChange={(number) => set({ number })}
          />
          <TextField label={texts.name} value={draft.name} error={problems?.name} onChange={(name) => set({ name })} />
        </div>
        <SelectField
          label={texts.typeKey}
          value={draft.typeKey}
          options={Object.fromEntries([...(draft.typeKey === '' ? [['', texts.chooseType]] : []), ...typeNames])}
          hint={type && type.synonyms.length > 0 ? texts.synonyms(type.synonyms) : undefined}
          error={problems?.typeKey}
          onChange={(typeKey) => set({ typeKey })}
        />
      </Section>
      {type && type.attributes.length > 0 && (
        <Section title={texts.attributes(type.name)}>
          {problems?.attributes && <p className={admin.muted}>{problems.attributes}</p>}
          <div className={classes.pair}>
            <AttributeFields
              attributes={type.attributes}
              fields={draft.attributes}
              problemOf={(key) => problems?.[`attributes/${key}`]}
              onChange={(attributes) => set({ attributes })}
            />
          </div>
        </Section>
      )}
      <Section title={texts.maker}>
        <div className={classes.pair}>
          {text('manufacturer')}
          {text('model')}
          {text('serial')}
          {text('udi', texts.udiHint)}
        </div>
        <SelectField
          label={texts.riskClass}
          value={draft.riskClass}
          options={risks}
          error={problems?.riskClass}
          onChange={(riskClass) => set({ riskClass })}
        />
      </Section>
      <Section title={texts.belongs}>
        <TextField
          label={texts.department}
          hint={texts.departmentHint}
          value={draft.department}
          error={problems?.department}
          list={departmentsId}
          onChange={(department) => set({ department })}
        />
        <datalist id={departmentsId}>
          {departments.data?.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <HomeZoneField
          zoneId={draft.homeZoneId}
          home={home}
          error={problems?.homeZoneId}
          onChange={(homeZoneId) => set({ homeZoneId })}
        />
        {text('kitNumber', texts.kitHint)}
        <SeveralOf
          label={texts.personLabel}
          labelHidden
          choices={[{ value: 'person', name: texts.person, detail: texts.personHint }]}
          values={draft.person ? ['person'] : []}
          error={problems?.person}
          onChange={(chosen) => set({ person: chosen.length > 0 })}
        />
      </Section>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={`${admin.card} ${classes.section}`}>
      <h2 className={admin.heading}>{title}</h2>
      {children}
    </section>
  );
}
