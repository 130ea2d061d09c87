import { Agent } from 'node:http';
import {
  DescribeKeyCommand,
  GetKeyRotationStatusCommand,
  type KeyMetadata,
  KMSClient,
  ListKeyRotationsCommand,
  ListResourceTagsCommand,
  paginateListAliases,
  paginateListKeys,
} from '@aws-sdk/client-kms';
import { fromIni } from '@aws-sdk/credential-providers';
import type { SampleReady } from './sample-process.ts';

export interface LoopOrder {
  readonly sample: SampleReady;
  /** Keys at a time. */
  readonly atOnce: number;
}

export interface LoopDone {
  readonly wallMs: number;
  readonly cpuMs: number;
  /** Keys that the SDK gave up on. */
  readonly failed: number;
}

/** What a user would write with the plain SDK client: each key's calls one after the other, so many keys at a time. */
async function run({ sample, atOnce }: LoopOrder): Promise<LoopDone> {
  const [profile = 'default'] = sample.profiles;
  const client = new KMSClient({
    region: sample.region,
    endpoint: sample.url,
    credentials: fromIni({
      profile,
      configFilepath: sample.env.AWS_CONFIG_FILE ?? '',
      filepath: sample.env.AWS_SHARED_CREDENTIALS_FILE ?? '',
    }),
    requestHandler: { httpAgent: new Agent({ keepAlive: true, maxSockets: atOnce }) },
  });
  const start = performance.now();
  const cpu = process.cpuUsage();
  const ids: string[] = [];
  for await (const page of paginateListKeys({ client }, { Limit: 1000 })) {
    for (const { KeyId } of page.Keys ?? []) if (KeyId) ids.push(KeyId);
  }
  for await (const _ of paginateListAliases({ client }, { Limit: 100 }));
  let failed = 0;
  const worker = async () => {
    for (let id = ids.pop(); id !== undefined; id = ids.pop()) {
      await readKey(client, id).catch(() => {
        failed += 1;
      });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const { user, system } = process.cpuUsage(cpu);
  client.destroy();
  return {
    wallMs: performance.now() - start,
    cpuMs: (user + system) / 1000,
    failed,
  };
}

async function readKey(client: KMSClient, KeyId: string): Promise<void> {
  const { KeyMetadata: key } = await client.send(new DescribeKeyCommand({ KeyId }));
  if (key?.KeyManager !== 'CUSTOMER') return;
  await client.send(new ListResourceTagsCommand({ KeyId }));
  if (!rotates(key)) return;
  if (key.Origin === 'AWS_KMS') await client.send(new GetKeyRotationStatusCommand({ KeyId }));
  await client.send(new ListKeyRotationsCommand({ KeyId, Limit: 1000 }));
}

function rotates({ KeySpec, Origin, KeyState }: KeyMetadata): boolean {
  return (
    KeySpec === 'SYMMETRIC_DEFAULT' &&
    (Origin === 'AWS_KMS' || Origin === 'EXTERNAL') &&
    KeyState !== 'PendingDeletion'
  );
}

process.once('message', (order: LoopOrder) => {
  void run(order).then((done) => process.send?.(done, () => process.disconnect()));
});
