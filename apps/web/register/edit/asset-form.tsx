import { useEffect, useMemo, useRef, useState, type FormEvent, type ReactNode } from 'react';
import type { AssetTypeView } from '#contracts/asset-types';
import type { AssetDetail, CreateAsset } from '#contracts/assets';
import admin from '../../admin/admin.module.css';
import { ConfirmDialog } from '../../admin/confirm-dialog.js';
import { Feedback } from '../../admin/feedback.js';
import { focusFirstError } from '../../admin/form/focus-first-error.js';
import { problemsAfter } from '../../admin/form-problems.js';
import { adminTexts } from '../../texts/admin-texts.js';
import { registerTexts } from '../../texts/register-texts.js';
import { photoAddress } from '../register-api.js';
import { draftOf, emptyDraft, fieldsOf, newAssetOf, rebased, type AssetProblems } from './asset-draft.js';
import { AssetFields } from './asset-fields.js';
import classes from './edit.module.css';
import { PhotoField, type PhotoChange } from './photo-field.js';
import { useUnsavedGuard } from './use-unsaved-guard.js';

const texts = registerTexts.form;

interface AssetFormProps {
  /** What is known of it; null for a new one. */
  known: AssetDetail | null;
  /** Of a new one: what is known of its number. */
  number?: string;
  types: readonly AssetTypeView[];
  /** Sends it; the form is free of changes when that is done. `began`: what the changes of a known one are counted against. */
  onSave: (asset: CreateAsset, photo: PhotoChange, began: AssetDetail | null) => Promise<void>;
  /** What came of the last time. */
  saved: string | null;
  /** Beside the form: tag, parts, history. */
  children?: ReactNode;
}

/** The form of an asset, new or known. */
export function AssetForm({ known, number = '', types, onSave, saved, children }: AssetFormProps) {
  const attributesOf = (typeKey: string) => types.find(({ key }) => key === typeKey)?.attributes ?? [];
  const start = useMemo(
    () => (known ? draftOf(known, types.find(({ key }) => key === known.typeKey)?.attributes ?? []) : emptyDraft),
    [known, types],
  );
  const [draft, setDraft] = useState(known ? start : { ...start, number });
  const [began, setBegan] = useState({ asset: known, draft: start });
  const [clashes, setClashes] = useState<AssetProblems | null>(null);
  // Asked again meanwhile, and somebody else has changed it: what was not touched here is as it is now.
  if (known && began.asset !== known) {
    setBegan({ asset: known, draft: start });
    if (JSON.stringify(began.draft) !== JSON.stringify(start)) {
      const merged = rebased(draft, began.draft, start);
      setDraft(merged.draft);
      const again = Object.fromEntries(merged.clashes.map((field) => [field, texts.clash]));
      if (JSON.stringify(draft) !== JSON.stringify(began.draft)) setClashes({ ...clashes, ...again });
    }
  }
  const [photo, setPhoto] = useState<PhotoChange>(null);
  const [problems, setProblems] = useState<AssetProblems | null>(null);
  const [saving, setSaving] = useState(false);
  const unsaved = photo !== null || JSON.stringify(draft) !== JSON.stringify(start);
  const guard = useUnsavedGuard(unsaved && !saving);
  const form = useRef<HTMLFormElement>(null);
  // When what is wrong stands there, whoever found it.
  useEffect(() => {
    if (problems) focusFirstError(form.current!);
  }, [problems]);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const attributes = attributesOf(draft.typeKey);
    const wanted = newAssetOf(draft, attributes);
    setProblems(wanted.problems);
    if (!wanted.asset) return;
    setSaving(true);
    try {
      await onSave(wanted.asset, photo, began.asset);
      setPhoto(null);
      setClashes(null);
    } catch (error) {
      setProblems(problemsAfter(error as Error, fieldsOf(attributes)));
    } finally {
      setSaving(false);
    }
  };
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <div className={classes.columns}>
        <div>
          <AssetFields
            draft={draft}
            types={types}
            problems={problems || clashes ? { ...problems, ...clashes } : null}
            home={known?.homeZone ?? null}
            onChange={setDraft}
          />
        </div>
        <div className={classes.side}>
          <section className={admin.card} aria-labelledby="photo-title">
            <h2 id="photo-title" className={admin.heading}>
              {registerTexts.photo.title}
            </h2>
            <PhotoField
              known={known?.photoAt ? photoAddress(known.id, known.photoAt) : null}
              of={draft.name || draft.number}
              change={photo}
              onChange={setPhoto}
            />
          </section>
          {children}
        </div>
      </div>
      {problems && (
        <Feedback tone="bad">
          {problems.form === undefined ? adminTexts.checkFields : adminTexts.nothingSaved(problems.form)}
        </Feedback>
      )}
      {clashes && unsaved && <Feedback tone="warn">{texts.changedMeanwhile(Object.keys(clashes).length > 0)}</Feedback>}
      {saved && !unsaved && <Feedback tone="good">{saved}</Feedback>}
      <div className={classes.bar}>
        <p role="status">{unsaved ? texts.unsaved : ''}</p>
        {known && unsaved && (
          <button
            type="button"
            className={admin.button}
            onClick={() => {
              setDraft(start);
              setPhoto(null);
              setProblems(null);
              setClashes(null);
            }}
          >
            {texts.undo}
          </button>
        )}
        <button type="submit" className={admin.primary} disabled={saving || (known !== null && !unsaved)}>
          {saving ? adminTexts.saving : known ? adminTexts.save : texts.create}
        </button>
      </div>
      {guard && (
        <ConfirmDialog
          title={texts.leave.title}
          yes={texts.leave.yes}
          destroys
          working={false}
          problem={null}
          onYes={guard.leave}
          onClose={guard.stay}
        >
          <p>{texts.leave.detail}</p>
        </ConfirmDialog>
      )}
    </form>
  );
}
