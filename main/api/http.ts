import type { IncomingMessage, ServerResponse } from 'node:http';
import { onError } from '@orpc/server';
import { BodyLimitPlugin, RPCHandler } from '@orpc/server/node';
import type { Router } from './router.ts';

export const RPC_PREFIX = '/rpc';

/** Largest request that a page has reason to send: a filter of a few hundred values. */
const BODY_LIMIT_BYTES = 1_000_000;

/** Answers the contract over HTTP. The gate comes before it; this knows nothing of tokens and origins. */
export function httpHandler(router: Router, log: (error: unknown) => void) {
  const handler = new RPCHandler(router, {
    plugins: [new BodyLimitPlugin({ maxBodySize: BODY_LIMIT_BYTES })],
    interceptors: [onError(log)],
  });
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const { matched } = await handler.handle(request, response, { prefix: RPC_PREFIX, context: {} });
    return matched;
  };
}
