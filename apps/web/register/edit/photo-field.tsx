import { IconCamera, IconPhoto, IconTrash } from '@tabler/icons-react';
import { useEffect, useId, useState, type ChangeEvent, type ReactNode } from 'react';
import admin from '../../admin/admin.module.css';
import { Feedback } from '../../admin/feedback.js';
import { registerTexts } from '../../texts/register-texts.js';
import classes from './edit.module.css';
import { resizePhoto } from './resize-photo.js';

const texts = registerTexts.photo;

/** A photo that is chosen and not yet sent; 'removed' when the known one is to go; null: as it is. */
export type PhotoChange = Blob | 'removed' | null;

interface PhotoFieldProps {
  /** Address of the photo there is. */
  known: string | null;
  /** What it shows. */
  of: string;
  change: PhotoChange;
  onChange: (change: PhotoChange) => void;
}

/** The photo: from the camera of a phone, or from a file. It is made smaller before it is sent. */
export function PhotoField({ known, of, change, onChange }: PhotoFieldProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [preview, setPreview] = useState<string | null>(null);
  useEffect(() => {
    if (!(change instanceof Blob)) return setPreview(null);
    const address = URL.createObjectURL(change);
    setPreview(address);
    return () => URL.revokeObjectURL(address);
  }, [change]);
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file) return;
    setProblem(null);
    try {
      onChange(await resizePhoto(file));
    } catch {
      setProblem(texts.unreadable(file.name));
    }
  };
  const shown = change === 'removed' ? null : (preview ?? known);
  return (
    <div className={classes.photo}>
      {shown ? (
        <img className={classes.picture} src={shown} alt={texts.of(of)} />
      ) : (
        <div className={classes.noPicture}>
          <IconPhoto size={36} stroke={1.3} aria-hidden />
          <span>{change === 'removed' ? texts.goes : texts.none}</span>
        </div>
      )}
      <div className={admin.actions}>
        <FileButton label={texts.take} camera onFile={take}>
          <IconCamera size={20} stroke={1.8} aria-hidden />
        </FileButton>
        <FileButton label={texts.choose} onFile={take}>
          <IconPhoto size={20} stroke={1.8} aria-hidden />
        </FileButton>
        {shown && (
          <button type="button" className={admin.button} onClick={() => onChange(known ? 'removed' : null)}>
            <IconTrash size={20} stroke={1.8} aria-hidden />
            {texts.remove}
          </button>
        )}
      </div>
      {problem && <Feedback tone="bad">{problem}</Feedback>}
    </div>
  );
}

interface FileButtonProps {
  label: string;
  camera?: boolean;
  onFile: (event: ChangeEvent<HTMLInputElement>) => void;
  children: ReactNode;
}

/** A button that opens the camera or the files; the field behind it takes the focus of the keyboard. */
function FileButton({ label, camera, onFile, children }: FileButtonProps) {
  const id = useId();
  return (
    <span className={classes.file}>
      <input
        id={id}
        type="file"
        accept="image/*"
        capture={camera ? 'environment' : undefined}
        onChange={onFile}
        className={classes.fileInput}
      />
      <label htmlFor={id} className={admin.button}>
        {children}
        {label}
      </label>
    </span>
  );
}
