import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../../shared/contract/index.ts';
import { connection } from './connection.ts';
import { type Link, withDeadline } from './deadline.ts';
import { httpLink, takeToken } from './http-link.ts';
import { portLink, requestPort } from './port-link.ts';

const UNARY_MS = 30_000;
/** Findings read every key, a PDF of 100,000 keys is minutes of work, and cancelling a scan may first have to keep what was read. */
const LONG_MS = 600_000;
const PORT_MS = 10_000;
const AGAIN_MS = 1_000;

function limit(path: readonly string[]): number | null {
  switch (path.join('.')) {
    case 'scan.watch':
    case 'profiles.signIn':
      return null;
    case 'findings.list':
    case 'findings.keys':
    case 'reports.export':
    case 'scan.cancel':
      return LONG_MS;
    default:
      return UNARY_MS;
  }
}

const onLost = () => connection.set('lost');

function door(): Link {
  if (location.protocol === 'app:') return portLink(() => requestPort(window, PORT_MS), onLost);
  return httpLink({
    origin: location.origin,
    token: takeToken(window),
    onLost,
    onRefused: () => connection.set('refused'),
  });
}

/** Everything that the page may ask of the core, over whatever door it came through. */
export const client: ContractRouterClient<Contract> = createORPCClient(withDeadline(door(), limit));

async function recover(): Promise<void> {
  while (connection.state() === 'lost') {
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    await client.app.info().then(
      () => connection.set('recovered'),
      () => undefined,
    );
  }
}

connection.subscribe((state) => {
  if (state === 'lost') void recover();
});
