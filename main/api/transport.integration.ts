import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient, isDefinedError, safe } from '@orpc/client';
import { RPCLink as FetchLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Contract } from '../../shared/contract/index.ts';
import { openBrowserDoor } from '../browser/serve.ts';
import { portHandler } from './port.ts';
import { createRouter } from './router.ts';
import { fakeCore, type Seen } from './testing/fake-core.ts';

type Client = ContractRouterClient<Contract>;
type Transport = (
  router: ReturnType<typeof createRouter>,
) => Promise<{ client: Client; close(): Promise<void> }>;

const inProcess: Transport = async (router) => ({
  client: createRouterClient(router, { context: {} }),
  close: async () => undefined,
});

const port: Transport = async (router) => {
  const { port1, port2 } = new MessageChannel();
  portHandler(router, () => undefined)(port1);
  port1.start();
  port2.start();
  return {
    client: createORPCClient(new PortLink({ port: port2 })),
    close: async () => port1.close(),
  };
};

const http: Transport = async (router) => {
  const root = await mkdtemp(join(tmpdir(), 'keyledger-page-'));
  await writeFile(join(root, 'index.html'), '<!doctype html>');
  const door = await openBrowserDoor({ router, root, log: () => undefined });
  const { origin, hash } = new URL(door.address);
  const headers = { authorization: `Bearer ${hash.slice('#token='.length)}` };
  return {
    client: createORPCClient(new FetchLink({ url: `${origin}/rpc`, headers })),
    close: async () => {
      await door.close();
      await rm(root, { recursive: true });
    },
  };
};

const query = { snapshot: 'latest', filter: {}, sort: [], offset: 0, limit: 10 } as const;

describe.each([
  ['in process', inProcess],
  ['over a message port', port],
  ['over HTTP behind the gate', http],
])('the contract %s', (_, open) => {
  let seen: Seen;
  let client: Client;
  let close: () => Promise<void>;

  beforeEach(async () => {
    seen = { watchEnded: 0, watchAborted: false, pages: [] };
    ({ client, close } = await open(createRouter(fakeCore(seen))));
  });
  afterEach(() => close());

  it('answers a procedure without input', async () => {
    expect(await client.app.info()).toEqual({
      version: '1.2.3',
      dataDir: '/data',
      bundledPricesAsOf: '2026-11-24',
    });
  });

  it('hands over the query as it was checked, and null amounts as null', async () => {
    const page = await client.keys.page({ ...query, filter: { owner: [null, 'zahlung & 決済'] } });
    expect(page.total.amount).toEqual({ lowMicroUsd: 0, highMicroUsd: null });
    expect(seen.pages).toEqual([
      { filter: { owner: [null, 'zahlung & 決済'] }, sort: [], offset: 0, limit: 10 },
    ]);
  });

  it('refuses input that the contract does not allow', async () => {
    const { error } = await safe(client.keys.page({ ...query, limit: 501 }));
    expect(error).toMatchObject({ code: 'BAD_REQUEST' });
    expect(seen.pages).toEqual([]);
  });

  it('tells a declared error with the action that helps', async () => {
    const { error } = await safe(client.snapshots.get({ snapshot: 'latest' }));
    expect(error).toMatchObject({ code: 'NO_SNAPSHOT', message: 'Nothing has been read yet' });
    expect(error && isDefinedError(error) ? error.data : null).toEqual({
      action: 'keyledger scan --all-profiles',
    });
    const running = await safe(client.scan.start({ source: { kind: 'sample' } }));
    expect(running.error).toMatchObject({ code: 'SCAN_RUNNING', status: 409 });
  });

  it('streams events in order and closes with the last one', async () => {
    const events = [];
    for await (const event of await client.scan.watch({ jobId: 'job-1' })) events.push(event);
    expect(events).toHaveLength(21);
    expect(events.at(-1)).toEqual({ type: 'finished', snapshotId: 'done', complete: true });
    expect(events[2]).toMatchObject({ type: 'rows', rows: [{ alias: 'übung/鍵' }, {}] });
  });

  it('streams a sign-in, and tells that a code came too late', async () => {
    const events = [];
    for await (const event of await client.profiles.signIn({ profile: 'audit' })) events.push(event);
    expect(events.map(({ type }) => type)).toEqual(['mfa', 'done']);
    const { error } = await safe(client.profiles.answer({ ask: 'ask-0', code: '123456' }));
    expect(error).toMatchObject({ code: 'NOT_FOUND', data: { action: 'Sign the profile in again' } });
  });

  it('ends the stream in the core when the page stops listening', async () => {
    for await (const _event of await client.scan.watch({ jobId: 'endless' })) break;
    await expect.poll(() => seen.watchEnded).toBe(1);
  });

  it('ends the stream in the core when the page aborts', async () => {
    const abort = new AbortController();
    const events = await client.scan.watch({ jobId: 'endless' }, { signal: abort.signal });
    await events.next();
    abort.abort();
    await events.next().catch(() => undefined);
    await events.return?.().catch(() => undefined);
    await expect.poll(() => seen.watchEnded).toBe(1);
  });
});

describe.each([
  ['over a message port', port],
  ['over HTTP behind the gate', http],
])('what must not travel %s', (_, open) => {
  it('keeps the text of an undeclared error inside', async () => {
    const { client, close } = await open(
      createRouter(fakeCore({ watchEnded: 0, watchAborted: false, pages: [] })),
    );
    const { error } = await safe(client.prices.current());
    await close();
    expect(error).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
    expect(String(error)).not.toContain('secret');
  });
});
