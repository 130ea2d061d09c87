import { createORPCClient } from '@orpc/client';
import { os } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { expect, test, vi } from 'vitest';
import { CoreLostError, portLink, requestPort } from './port-link.ts';

interface Greeter {
  greet(): Promise<string>;
  hang(): Promise<string>;
}

function core() {
  const handler = new RPCHandler({
    greet: os.handler(() => 'hello'),
    hang: os.handler(() => new Promise<string>(() => undefined)),
  });
  const ends: MessagePort[] = [];
  const ask = vi.fn(async () => {
    const { port1, port2 } = new MessageChannel();
    handler.upgrade(port2);
    port2.start();
    ends.push(port2);
    return port1;
  });
  return { ask, ends };
}

test('when the port closes, calls in flight reject and the next call gets a fresh port', async () => {
  const { ask, ends } = core();
  const onLost = vi.fn();
  const client = createORPCClient<Greeter & Record<string, never>>(portLink(ask, onLost)) as Greeter;
  expect(await client.greet()).toBe('hello');
  const hanging = client.hang();
  const rejected = expect(hanging).rejects.toThrow(CoreLostError);
  await new Promise((resolve) => setTimeout(resolve, 10));
  ends[0]?.close();
  await rejected;
  expect(onLost).toHaveBeenCalledOnce();
  expect(await client.greet()).toBe('hello');
  expect(ask).toHaveBeenCalledTimes(2);
  ends[1]?.close();
});

test('where no port is given the call rejects, and the next one asks again', async () => {
  const onLost = vi.fn();
  const ask = vi.fn(async () => {
    throw new CoreLostError();
  });
  const link = portLink(ask, onLost);
  await expect(link.call(['greet'], undefined, { context: {} })).rejects.toThrow(CoreLostError);
  await expect(link.call(['greet'], undefined, { context: {} })).rejects.toThrow(CoreLostError);
  expect(ask).toHaveBeenCalledTimes(2);
  expect(onLost).toHaveBeenCalledTimes(2);
});

/** As much of a window as the hand-over needs. */
function page() {
  const target = new EventTarget();
  const posted: unknown[] = [];
  const self = Object.assign(target, {
    location: { origin: 'app://keyledger' },
    postMessage: (message: unknown) => posted.push(message),
  }) as unknown as Window;
  const say = (data: unknown, fields: { source?: unknown; origin?: string; ports?: MessagePort[] }) =>
    target.dispatchEvent(
      Object.assign(new Event('message'), {
        data,
        source: fields.source ?? self,
        origin: fields.origin ?? 'app://keyledger',
        ports: fields.ports ?? [],
      }),
    );
  return { self, posted, say };
}

test('only an answer of this very window and origin is taken, once', async () => {
  const { self, posted, say } = page();
  const { port1, port2 } = new MessageChannel();
  const foreign = new MessageChannel();
  const asked = requestPort(self, 1_000);
  expect(posted).toEqual(['keyledger:request-port']);
  say('keyledger:port', { source: {}, ports: [foreign.port1] });
  say('keyledger:port', { origin: 'https://example.org', ports: [foreign.port1] });
  say('something else', { ports: [foreign.port1] });
  say('keyledger:port', { ports: [] });
  say('keyledger:port', { ports: [port1] });
  say('keyledger:port', { ports: [foreign.port1] });
  expect(await asked).toBe(port1);
  for (const port of [port1, port2, foreign.port1, foreign.port2]) port.close();
});

test('no answer is a lost core, not a wait for ever', async () => {
  await expect(requestPort(page().self, 10)).rejects.toThrow(CoreLostError);
});
