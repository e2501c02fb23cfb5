import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import type { AssetAttribute } from '#contracts/asset-types';
import admin from '../../admin/admin.module.css';
import { SeveralOf } from '../../admin/form/choices.js';
import { SelectField } from '../../admin/form/select-field.js';
import { TextArea } from '../../admin/form/text-area.js';
import { TextField } from '../../admin/form/text-field.js';
import { typesTexts } from '../../texts/types-texts.js';
import { keyOfName, moved, problemAt, type AttributeDraft, type TypeProblems } from './type-draft.js';
import classes from './types.module.css';

const texts = typesTexts.attributes;

interface AttributeEditorProps {
  attributes: readonly AttributeDraft[];
  problems: TypeProblems | null;
  onChange: (attributes: readonly AttributeDraft[]) => void;
}

/** The free attributes of a type: what they are called, how they are written, and in which order they are asked for. */
export function AttributeEditor({ attributes, problems, onChange }: AttributeEditorProps) {
  const add = () => {
    const id = Math.max(-1, ...attributes.map((attribute) => attribute.id)) + 1;
    const fresh = {
      id,
      key: '',
      name: '',
      kind: 'text',
      unit: '',
      choices: '',
      required: false,
      known: false,
    } as const;
    onChange([...attributes, fresh]);
  };
  const all = problems?.['/attributes'];
  return (
    <section className={classes.attributes} aria-labelledby="attributes-title">
      <h3 id="attributes-title" className={admin.heading}>
        {texts.title}
      </h3>
      <p className={admin.muted}>{attributes.length === 0 ? texts.none : texts.hint}</p>
      {all && (
        <p className={classes.error} role="alert">
          {all}
        </p>
      )}
      {attributes.map((attribute, index) => (
        <OneAttribute
          key={attribute.id}
          attribute={attribute}
          index={index}
          last={index === attributes.length - 1}
          problems={problems}
          onChange={(change) =>
            onChange(attributes.map((other, at) => (at === index ? { ...other, ...change } : other)))
          }
          onMove={(by) => onChange(moved(attributes, index, by))}
          onRemove={() => onChange(attributes.filter((_, at) => at !== index))}
        />
      ))}
      <button type="button" className={admin.button} onClick={add}>
        <IconPlus size={20} stroke={1.8} aria-hidden />
        {texts.add}
      </button>
    </section>
  );
}

interface OneAttributeProps {
  attribute: AttributeDraft;
  index: number;
  last: boolean;
  problems: TypeProblems | null;
  onChange: (change: Partial<AttributeDraft>) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

function OneAttribute({ attribute, index, last, problems, onChange, onMove, onRemove }: OneAttributeProps) {
  const { kind } = attribute;
  const problem = (field: string) => problemAt(problems, `/attributes/${index}/${field}`);
  const title = attribute.name || texts.numbered(index + 1);
  return (
    <fieldset className={classes.attribute}>
      <legend>{title}</legend>
      <div className={classes.fields}>
        <TextField
          label={texts.name}
          value={attribute.name}
          error={problem('name')}
          onChange={(name) => onChange(attribute.known ? { name } : { name, key: keyOfName(name) })}
        />
        <SelectField<AssetAttribute['kind']>
          label={texts.kind}
          value={kind}
          options={texts.kinds}
          onChange={(chosen) => onChange({ kind: chosen })}
        />
        {kind === 'number' && (
          <TextField
            label={texts.unit}
            value={attribute.unit}
            error={problem('unit')}
            onChange={(unit) => onChange({ unit })}
          />
        )}
        <TextField
          label={texts.key}
          hint={attribute.known ? texts.keyKnown : texts.keyHint}
          value={attribute.key}
          readOnly={attribute.known}
          error={problem('key')}
          onChange={(key) => onChange({ key })}
        />
      </div>
      {kind === 'choice' && (
        <TextArea
          label={texts.choices}
          hint={texts.choicesHint}
          value={attribute.choices}
          error={problem('choices')}
          onChange={(choices) => onChange({ choices })}
        />
      )}
      <div className={classes.tools}>
        <SeveralOf
          label={texts.requiredLabel}
          labelHidden
          choices={[{ value: 'required', name: texts.required }]}
          values={attribute.required ? ['required'] : []}
          onChange={(chosen) => onChange({ required: chosen.length > 0 })}
        />
        <div className={classes.buttons}>
          <button
            type="button"
            className={admin.button}
            aria-label={texts.up(title)}
            disabled={index === 0}
            onClick={() => onMove(-1)}
          >
            <IconArrowUp size={20} stroke={1.8} aria-hidden />
          </button>
          <button
            type="button"
            className={admin.button}
            aria-label={texts.down(title)}
            disabled={last}
            onClick={() => onMove(1)}
          >
            <IconArrowDown size={20} stroke={1.8} aria-hidden />
          </button>
          <button type="button" className={admin.danger} aria-label={texts.remove(title)} onClick={onRemove}>
            <IconTrash size={20} stroke={1.8} aria-hidden />
          </button>
        </div>
      </div>
    </fieldset>
  );
}
