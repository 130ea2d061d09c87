import { onError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import type { Router } from './router.ts';

type Port = Parameters<RPCHandler<Record<never, never>>['upgrade']>[0];

/** Answers the contract over message ports: one handler, any number of pages. */
export function portHandler(router: Router, log: (error: unknown) => void): (port: Port) => void {
  const handler = new RPCHandler(router, { interceptors: [onError(log)] });
  return (port) => handler.upgrade(port, { context: {} });
}
