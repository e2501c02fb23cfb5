import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { AssetTypeView } from '#contracts/asset-types';
import admin from '../../admin/admin.module.css';
import { Dialog } from '../../admin/dialog.js';
import { Feedback } from '../../admin/feedback.js';
import { focusFirstError } from '../../admin/form/focus-first-error.js';
import form from '../../admin/form/form.module.css';
import { TextArea } from '../../admin/form/text-area.js';
import { TextField } from '../../admin/form/text-field.js';
import { ApiError } from '../../app/api.js';
import { adminTexts } from '../../texts/admin-texts.js';
import { typesTexts } from '../../texts/types-texts.js';
import { useRegisterChange } from '../register-queries.js';
import { AttributeEditor } from './attribute-editor.js';
import { IconPicker } from './icon-picker.js';
import { draftOf, emptyType, keyOfName, problemAt, typeOf, type TypeProblems } from './type-draft.js';
import { writeType } from './types-api.js';

const texts = typesTexts.fields;

interface TypeDialogProps {
  /** Null: a new one. */
  type: AssetTypeView | null;
  types: readonly AssetTypeView[];
  onSaved: (name: string) => void;
  onClose: () => void;
}

/** Name, picture, synonyms and attributes of a type. */
export function TypeDialog({ type, types, onSaved, onClose }: TypeDialogProps) {
  const [draft, setDraft] = useState(type ? draftOf(type) : emptyType);
  const [problems, setProblems] = useState<TypeProblems | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const write = useRegisterChange(writeType);
  const element = useRef<HTMLFormElement>(null);
  // When what is wrong stands there, whoever found it.
  useEffect(() => {
    if (problems) focusFirstError(element.current!);
  }, [problems]);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const taken = type ? [] : types.map(({ key }) => key);
    const wanted = typeOf(draft, taken, { key: texts.keyNeeded, keyTaken: texts.keyTaken });
    setProblems(wanted.problems);
    setRefused(null);
    if (!wanted.type) return;
    write.mutate(
      { key: draft.key, type: wanted.type },
      {
        onSuccess: () => onSaved(wanted.type.name),
        onError: (error) => {
          const errors = error instanceof ApiError ? error.errors : [];
          setProblems(Object.fromEntries(errors.map(({ pointer, detail }) => [pointer, detail])));
          setRefused(error.message);
        },
      },
    );
  };
  return (
    <Dialog title={type ? typesTexts.change(type.name) : typesTexts.create} onClose={onClose}>
      <form ref={element} className={form.form} onSubmit={submit} noValidate>
        {problems && (
          <Feedback tone="bad">{refused ? adminTexts.nothingSaved(refused) : adminTexts.checkFields}</Feedback>
        )}
        <TextField
          label={texts.name}
          value={draft.name}
          error={problemAt(problems, '/name')}
          onChange={(name) => setDraft(type ? { ...draft, name } : { ...draft, name, key: keyOfName(name) })}
        />
        <TextField
          label={texts.key}
          hint={type ? texts.keyKnown : texts.keyHint}
          value={draft.key}
          readOnly={type !== null}
          error={problemAt(problems, '/key')}
          onChange={(key) => setDraft({ ...draft, key: key.trim() })}
        />
        <IconPicker value={draft.icon} onChange={(icon) => setDraft({ ...draft, icon })} />
        <TextArea
          label={texts.synonyms}
          hint={texts.synonymsHint}
          value={draft.synonyms}
          error={problemAt(problems, '/synonyms')}
          onChange={(synonyms) => setDraft({ ...draft, synonyms })}
        />
        <AttributeEditor
          attributes={draft.attributes}
          problems={problems}
          onChange={(attributes) => setDraft({ ...draft, attributes })}
        />
        <div className={admin.answers}>
          <button type="button" className={admin.button} onClick={onClose}>
            {adminTexts.cancel}
          </button>
          <button type="submit" className={admin.primary} disabled={write.isPending}>
            {write.isPending ? adminTexts.saving : adminTexts.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
