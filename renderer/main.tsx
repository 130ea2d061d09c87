import './theme/index.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/queries.ts';
import { App } from './app/app.tsx';
import { FailureBoundary } from './app/failure-boundary.tsx';
import { resolveVariables, theme } from './theme/theme.ts';

const scheme = localStorageColorSchemeManager({ key: 'keyledger:scheme' });
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

/** The door that serves the page writes its nonce there, for the style element that Mantine adds. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveVariables}
      colorSchemeManager={scheme}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <QueryClientProvider client={queryClient}>
        <FailureBoundary>
          <App />
        </FailureBoundary>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
