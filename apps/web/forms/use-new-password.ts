import { useState } from 'react';
import { newPasswordWords } from './password-words.js';
import { passwordTexts } from '../texts/password-texts.js';

/** A new password while it is typed, with what stands below it and what is wrong with it. */
export function useNewPassword() {
  const [password, setPassword] = useState('');
  return {
    password,
    field: {
      name: 'new-password',
      autoComplete: 'new-password',
      maxLength: 200,
      hint: newPasswordWords(password),
      value: password,
      onChange: (event: { target: { value: string } }) => setPassword(event.target.value),
    },
    /** Undefined when it is long enough; whether it is too common the server knows. */
    problem: [...password].length < 12 ? passwordTexts.tooShort : undefined,
    clear: () => setPassword(''),
  };
}
