import { createRoot } from 'react-dom/client';
import { StrictMode } from 'react';
import { z } from 'zod';
import { language } from './texts/language.js';
import './theme/mantine.css';
import './theme/tokens.css';
import { startServiceWorker } from './offline/start-service-worker.js';
import { App } from './app/app.js';

// Zod would try to compile its checks with eval, which the server's content security policy forbids.
z.config({ jitless: true });

document.documentElement.lang = language;
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

if (import.meta.env.PROD) startServiceWorker();
