import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { BrowserRouter } from 'react-router';
import { colorSchemeManager, theme } from '../theme/theme.js';
import { useThemeColor } from '../theme/use-theme-color.js';
import { texts } from '../texts/texts.js';
import { AccessPage } from './access-page.js';
import { ApiError } from './api.js';
import { Notice } from './notice.js';
import { createQueryClient, useSession } from './queries.js';

const queryClient = createQueryClient();
// The map and its libraries are not needed to sign in.
const SignedIn = lazy(() => import('./signed-in.js'));

export function App() {
  return (
    <MantineProvider
      theme={theme}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
      // Both would write <style> elements, which a strict content security policy refuses.
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queryClient}>
        <BrowserRouter>
          <SessionGate />
        </BrowserRouter>
      </QueryClientProvider>
    </MantineProvider>
  );
}

function SessionGate() {
  useThemeColor();
  const session = useSession();
  if (session.data) {
    return (
      <Suspense fallback={<Notice title={texts.opening} busy />}>
        <SignedIn session={session.data} />
      </Suspense>
    );
  }
  if (session.data === null) return <AccessPage />;
  if (session.isError) {
    const { error } = session;
    const reached = error instanceof ApiError && error.status > 0;
    return (
      <Notice
        title={reached ? error.message : texts.notReachable.title}
        detail={texts.notReachable.detail}
        action={{ label: texts.notReachable.retry, run: () => void session.refetch() }}
      />
    );
  }
  return <Notice title={texts.opening} busy />;
}
