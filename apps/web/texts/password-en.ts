/** What is said of new passwords, wherever one is chosen. */
export const passwordEn = {
  label: 'New password',
  advice: 'At least 12 characters. A few words that do not belong together are easy to remember and hard to guess.',
  missing: (count: number) => (count === 1 ? '1 more character.' : `${count} more characters.`),
  longEnough: 'Long enough. It is never asked to be changed unless somebody else may know it.',
  tooShort: 'A password has at least 12 characters.',
};

export type PasswordTexts = typeof passwordEn;
