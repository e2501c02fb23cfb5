import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconChevronRight, IconUserCircle } from '@tabler/icons-react';
import type { SignInOptions } from '#contracts/people';
import { beginSession } from '../app/queries.js';
import { FormProblem } from '../forms/form-problem.js';
import { signInTexts } from '../texts/sign-in-texts.js';
import { signInAsDemoUser } from './sign-in-api.js';
import classes from './sign-in-page.module.css';

/** The ready users of a demonstration: one click each. */
export function DemoUsers({ users }: { users: NonNullable<SignInOptions['demoUsers']> }) {
  const client = useQueryClient();
  const attempt = useMutation({
    mutationFn: signInAsDemoUser,
    networkMode: 'always',
    onSuccess: () => beginSession(client),
  });
  return (
    <>
      <ul className={classes.people}>
        {users.map(({ key, name, roles }) => {
          const [who, ...rest] = name.split(', ');
          const detail = rest.join(', ') || roles.map((role) => signInTexts.roles[role]).join(', ');
          return (
            <li key={key}>
              <button
                type="button"
                className={classes.person}
                disabled={attempt.isPending}
                onClick={() => attempt.mutate(key)}
              >
                <IconUserCircle size={26} stroke={1.5} aria-hidden />
                <strong>{who}</strong>
                <small>{detail}</small>
                <IconChevronRight size={18} stroke={1.8} aria-hidden />
              </button>
            </li>
          );
        })}
      </ul>
      <FormProblem words={attempt.error && signInTexts.failed(attempt.error.message)} />
    </>
  );
}
