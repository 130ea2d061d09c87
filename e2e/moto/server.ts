import { execFileSync, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Moto } from './install.ts';

type Found = Extract<Moto, { python: string }>;

export interface MotoServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Moto cannot say which port it chose, so that it is given one that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('The loopback server has no port');
  return address.port;
}

const STARTS_WITHIN_MS = 60_000;

/** Moto on loopback until `stop`; throws where it does not answer within a minute. */
export async function startMoto({ server }: Found): Promise<MotoServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(server, ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async () => {
    child.kill();
    await ended;
  };
  const until = Date.now() + STARTS_WITHIN_MS;
  while (Date.now() < until && child.exitCode === null) {
    const answers = await fetch(`${url}/moto-api/`).catch(() => null);
    await answers?.arrayBuffer();
    if (answers?.ok) return { url, stop };
    await sleep(100);
  }
  await stop();
  throw new Error(`moto did not answer at ${url}`);
}

/** What boto3 reads back of what it made. Times are seconds since 1970. */
export interface Made {
  readonly keys: readonly MadeKey[];
  readonly clusters: readonly MadeCluster[];
}

interface Tag {
  readonly key: string;
  readonly value: string;
}

export interface MadeKey {
  readonly arn: string;
  readonly keyId: string;
  readonly account: string;
  readonly region: string;
  readonly aliases: readonly string[];
  readonly manager: string;
  readonly state: string;
  readonly spec: string;
  /** Null for the one key that moto answers none for. */
  readonly usage: string | null;
  readonly origin: string;
  readonly description: string;
  readonly createdAt: number;
  readonly deletionDate: number | null;
  readonly multiRegion: { role: string; primaryArn: string; replicaArns: readonly string[] } | null;
  readonly tags: readonly Tag[];
  /** Null for kinds that cannot rotate, as `rotations`. */
  readonly rotationEnabled: boolean | null;
  readonly rotations: readonly number[] | null;
}

export interface MadeCluster {
  readonly id: string;
  readonly region: string;
  readonly state: string;
  readonly hsmType: string;
  readonly mode: string | null;
  readonly hsms: number;
  readonly tags: readonly Tag[];
}

export function fill({ python }: Found, url: string, regions: readonly [string, string]): Made {
  return JSON.parse(execFileSync(python, ['e2e/moto/fill.py', url, ...regions], { encoding: 'utf8' }));
}
