import { once } from 'node:events';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as FetchLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../../../shared/contract/index.ts';
import { portHandler } from '../../api/port.ts';
import { createRouter } from '../../api/router.ts';
import { openBrowserDoor } from '../../browser/serve.ts';
import { createProgram } from '../../cli/program.ts';
import { createTerminal } from '../../cli/terminal/terminal.ts';
import type { Core } from '../core.ts';
import type { Ear } from './ear.ts';

type Client = ContractRouterClient<Contract>;

/** Everything that a page asks of the core, mistakes included; what comes back is heard by the transport. */
async function askEverything(
  client: Client,
  profiles: readonly string[],
  broken: readonly string[],
): Promise<void> {
  const scan = async (names: readonly string[]) => {
    const { jobId } = await client.scan.start({ source: { kind: 'profiles', profiles: [...names] } });
    for await (const _ of await client.scan.watch({ jobId })) await client.scan.current();
  };
  await client.profiles.list();
  await scan(broken);
  await scan(profiles);
  await client.app.info();
  await client.snapshots.list();
  await client.snapshots.overview({ snapshot: 'latest' });
  await client.snapshots.get({ snapshot: 'latest' });
  const { rows } = await client.keys.page({
    snapshot: 'latest',
    filter: {},
    sort: [],
    offset: 0,
    limit: 500,
  });
  await client.keys.facets({ snapshot: 'latest', filter: {} });
  for (const { arn } of rows.slice(0, 20)) await client.keys.get({ snapshot: 'latest', arn });
  await client.hsms.list({ snapshot: 'latest' });
  for (const format of ['csv', 'json'] as const) await client.reports.export({ snapshot: 'latest', format });
  await client.prices.current();
  await client.snapshots.get({ snapshot: 'none' }).catch(() => undefined);
  await client.keys.get({ snapshot: 'latest', arn: 'none' }).catch(() => undefined);
  await client.scan.watch({ jobId: 'none' }).catch(() => undefined);
}

export interface Asking {
  readonly core: Core;
  readonly ear: Ear;
  readonly env: Readonly<Record<string, string>>;
  readonly profiles: readonly string[];
  readonly broken: readonly string[];
  readonly folder: string;
}

/** Through a message port, as the window does. */
export async function throughThePort({ core, ear, profiles, broken }: Asking): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  port2.on('message', (message) => ear.hear(message));
  portHandler(createRouter(core), (error) => ear.hear(error))(port1);
  port1.start();
  port2.start();
  await askEverything(createORPCClient(new PortLink({ port: port2 })), profiles, broken);
  port1.close();
  await once(port2, 'close');
}

/** Over HTTP, as a browser does. */
export async function overHttp({ core, ear, profiles, broken, folder }: Asking): Promise<void> {
  const door = await openBrowserDoor({
    router: createRouter(core),
    root: folder,
    log: (error) => ear.hear(error),
  });
  const { origin, hash } = new URL(door.address);
  const link = new FetchLink({
    url: `${origin}/rpc`,
    headers: { authorization: `Bearer ${hash.slice('#token='.length)}` },
    fetch: async (request, init) => {
      const response = await fetch(request, init);
      if (!response.body) return response;
      const [heard, given] = response.body.tee();
      void new Response(heard).text().then(
        (text) => ear.hear(text),
        () => undefined,
      );
      return new Response(given, response);
    },
  });
  await askEverything(createORPCClient(link), profiles, broken);
  await door.close();
}

/** In the terminal: every command, for people and as JSON. */
export async function inTheTerminal({ core, ear, env, profiles, broken, folder }: Asking): Promise<void> {
  const sink = { write: (text: string) => ear.hear(text) };
  const run = async (...words: string[]) => {
    const context = {
      terminal: createTerminal(sink, sink, env),
      env,
      now: () => new Date(),
      interrupted: new AbortController().signal,
      home: folder,
      core: async () => core,
    };
    const program = createProgram(context, '0.0.0', () => undefined).exitOverride();
    program.configureOutput({ writeOut: sink.write, writeErr: sink.write });
    await program.parseAsync(['node', 'keyledger', ...words]).catch((error: unknown) => ear.hear(error));
  };
  const named = (names: readonly string[]) => names.flatMap((name) => ['--profile', name]);
  await run('profiles');
  await run('profiles', '--json');
  for (const name of broken) await run('scan', ...named([name]));
  await run('scan', ...named(profiles));
  await run('scan', '--json', ...named(profiles));
  await run('summary', '--json');
  await run('list', '--limit', '500');
  await run('list', '--json');
  await run('export', '--format', 'csv', '--out', join(folder, 'keys.csv'));
  await run('export', '--format', 'json', '--out', join(folder, 'keys.json'));
  await run('report', '--out', join(folder, 'keys.pdf'));
  await run('snapshots', '--verify');
  await run('prices');
  await run('prices', '--json');
}
