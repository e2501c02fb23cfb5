import { MantineProvider } from '@mantine/core';
import { QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { OfflineBanner } from '../offline/offline-banner.js';
import { endSession } from '../session/cached-session.js';
import { presence } from '../session/presence.js';
import { SessionGate } from '../session/session-gate.js';
import { DemoBanner } from '../sign-in/demo-banner.js';
import { SignInPage } from '../sign-in/sign-in-page.js';
import { texts } from '../texts/texts.js';
import { colorSchemeManager, theme } from '../theme/theme.js';
import { useThemeColor } from '../theme/use-theme-color.js';
import classes from './app.module.css';
import { Notice } from './notice.js';
import { createQueryClient, refreshSession } from './queries.js';

const queryClient = createQueryClient();
// Seen once in a lifetime by most people.
const SetUpPage = lazy(() => import('../welcome/set-up-page.js'));
const WelcomePage = lazy(() => import('../welcome/welcome-page.js'));

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
          <Pages />
        </BrowserRouter>
      </QueryClientProvider>
    </MantineProvider>
  );
}

function Pages() {
  useThemeColor();
  const client = useQueryClient();
  useEffect(() => {
    const onEnded = () => endSession(client, 'elsewhere');
    return presence.listen(onEnded, () => void refreshSession(client));
  }, [client]);
  return (
    <div className={classes.app}>
      <DemoBanner />
      <OfflineBanner />
      <div className={classes.stage}>
        <Suspense fallback={<Notice title={texts.opening} busy />}>
          <Routes>
            <Route path="/sign-in" element={<SignInPage />} />
            <Route path="/setup" element={<SetUpPage />} />
            <Route path="/welcome" element={<WelcomePage />} />
            <Route path="*" element={<SessionGate />} />
          </Routes>
        </Suspense>
      </div>
    </div>
  );
}
