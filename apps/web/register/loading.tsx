import type { ReactNode } from 'react';
import { Feedback } from '../admin/feedback.js';
import { adminTexts } from '../texts/admin-texts.js';
import { registerTexts } from '../texts/register-texts.js';

interface LoadingProps {
  query: { isPending: boolean; error: Error | null; data: unknown; refetch: () => unknown };
  children: ReactNode;
}

/** What stands in for something while it is asked for, and why it could not be had. */
export function Loading({ query, children }: LoadingProps) {
  return (
    <>
      {query.error && (
        <Feedback tone="bad" action={{ label: adminTexts.retry, run: () => void query.refetch() }}>
          {registerTexts.loadFailed(query.error.message)}
        </Feedback>
      )}
      {query.isPending && <p role="status">{adminTexts.loading}</p>}
      {query.data !== undefined && children}
    </>
  );
}
