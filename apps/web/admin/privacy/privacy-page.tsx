import type { Session } from '#contracts/people';
import { may } from '../../session/may.js';
import { adminTexts, privacyTexts } from '../../texts/admin-texts.js';
import { AdminPage } from '../admin-page.js';
import { Feedback } from '../feedback.js';
import { useNow } from '../use-now.js';
import { PersonsCard } from './persons-card.js';
import { usePersonTags, useRetention } from './privacy-queries.js';
import { RetentionCard } from './retention-card.js';

/** /admin/privacy */
export default function PrivacyPage({ session }: { session: Session }) {
  return (
    <AdminPage session={session} permission="privacy.see" title={privacyTexts.title} intro={privacyTexts.intro}>
      <Privacy mayChange={may(session, 'privacy.change')} />
    </AdminPage>
  );
}

function Privacy({ mayChange }: { mayChange: boolean }) {
  const persons = usePersonTags();
  const retention = useRetention();
  const now = useNow();
  const failed = persons.error ?? retention.error;
  return (
    <>
      {!mayChange && <Feedback tone="plain">{privacyTexts.readOnly}</Feedback>}
      {failed && (
        <Feedback
          tone="bad"
          action={{ label: adminTexts.retry, run: () => void Promise.all([persons.refetch(), retention.refetch()]) }}
        >
          {privacyTexts.loadFailed(failed.message)}
        </Feedback>
      )}
      {(persons.isPending || retention.isPending) && !failed && <p role="status">{adminTexts.loading}</p>}
      {persons.data && <PersonsCard view={persons.data} mayChange={mayChange} now={now} />}
      {retention.data && <RetentionCard view={retention.data} mayChange={mayChange} now={now} />}
    </>
  );
}
