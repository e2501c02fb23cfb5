import { chooseLanguage, language, languages } from '../texts/language.js';
import classes from './sign-in-page.module.css';

/** The other languages, each in its own words. */
export function LanguageChoice() {
  return (
    <p className={classes.languages}>
      {languages
        .filter(({ code }) => code !== language)
        .map(({ code, name }) => (
          <button
            key={code}
            type="button"
            lang={code}
            className={classes.language}
            onClick={() => chooseLanguage(code)}
          >
            {name}
          </button>
        ))}
    </p>
  );
}
