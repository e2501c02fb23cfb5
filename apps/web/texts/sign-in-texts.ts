import { signInEn, type SignInTexts } from './sign-in-en.js';

/** The texts around signing in, in the language in use. */
export const signInTexts: SignInTexts = signInEn;
