import { RPCLink } from '@orpc/client/message-port';
import type { Context, Link } from './deadline.ts';

/** The port's other end is gone: the core ended, or the page was told to let go. */
export class CoreLostError extends Error {
  override readonly name = 'CoreLostError';

  constructor() {
    super('The core of Keyledger ended while it was working');
  }
}

const REQUEST = 'keyledger:request-port';
const ANSWER = 'keyledger:port';

/**
 * Asks the preload for a port to the core. Only a message of this very window and origin is an answer, and one
 * answer is taken for each request. Rejects with CoreLostError when none comes within `ms`.
 */
export function requestPort(page: Window, ms: number): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const done = () => {
      page.removeEventListener('message', onMessage);
      clearTimeout(timer);
    };
    const onMessage = (event: MessageEvent) => {
      const [port] = event.ports;
      const ours = event.source === page && event.origin === page.location.origin;
      if (!ours || event.data !== ANSWER || port === undefined) return;
      done();
      resolve(port);
    };
    const timer = setTimeout(() => {
      done();
      reject(new CoreLostError());
    }, ms);
    page.addEventListener('message', onMessage);
    page.postMessage(REQUEST, page.location.origin);
  });
}

interface Session {
  readonly link: Link;
  /** Rejects when the port closes; never resolves. */
  readonly ended: Promise<never>;
}

/**
 * A link over message ports. When a port closes its calls in flight reject; the next call asks for a fresh one,
 * because a call on a dead port would wait for ever.
 */
export function portLink(ask: () => Promise<MessagePort>, onLost: () => void): Link {
  let current: Promise<Session> | null = null;

  const open = async (): Promise<Session> => {
    const port = await ask();
    // Before the link listens: what a close means must be known when its calls reject.
    const ended = new Promise<never>((_, reject) => {
      port.addEventListener('close', () => {
        current = null;
        reject(new CoreLostError());
        onLost();
      });
    });
    ended.catch(() => undefined);
    const link = new RPCLink<Context>({ port });
    port.start();
    return { link, ended };
  };

  const session = (): Promise<Session> => {
    current ??= open().catch((error: unknown) => {
      current = null;
      onLost();
      throw error;
    });
    return current;
  };

  return {
    async call(path, input, options) {
      const { link, ended } = await session();
      return Promise.race([link.call(path, input, options), ended]);
    },
  };
}
