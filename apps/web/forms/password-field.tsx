import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { signInTexts } from '../texts/sign-in-texts.js';
import classes from './form.module.css';
import { TextField, type TextFieldProps } from './text-field.js';

/** A field for a password, which can be shown while it is typed. */
export function PasswordField(props: TextFieldProps) {
  const [shown, setShown] = useState(false);
  const words = shown ? signInTexts.hidePassword : signInTexts.showPassword;
  const Icon = shown ? IconEyeOff : IconEye;
  return (
    <TextField {...props} type={shown ? 'text' : 'password'}>
      <button
        type="button"
        className={classes.reveal}
        aria-label={words}
        title={words}
        onClick={() => setShown(!shown)}
      >
        <Icon size={20} stroke={1.6} aria-hidden />
      </button>
    </TextField>
  );
}
