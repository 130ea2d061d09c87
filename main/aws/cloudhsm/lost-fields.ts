import { Readable } from 'node:stream';
import type { CloudHSMV2Client } from '@aws-sdk/client-cloudhsm-v2';
import { object, objects, optionalText, text } from '../answer.ts';

/** What DescribeClusters answers and the only published client for it (3.332.0) drops. */
export interface LostFields {
  readonly mode: string | null;
  readonly networkType: string | null;
}

/** Reads each answer before the client does, and keeps by cluster id what the client would lose. */
export function keepLostFields(client: CloudHSMV2Client): ReadonlyMap<string, LostFields> {
  const kept = new Map<string, LostFields>();
  const keep =
    <Args, Result extends { response: unknown }>(next: (args: Args) => Promise<Result>) =>
    async (args: Args): Promise<Result> => {
      const result = await next(args);
      const response = result.response as { statusCode: number; body: AsyncIterable<Buffer> };
      const chunks: Buffer[] = [];
      for await (const chunk of response.body) chunks.push(chunk);
      const body = Buffer.concat(chunks);
      response.body = Readable.from([body]);
      if (response.statusCode === 200) note(body.toString('utf8'), kept);
      return result;
    };
  client.middlewareStack.addRelativeTo(keep, {
    name: 'keepLostFields',
    relation: 'after',
    toMiddleware: 'deserializerMiddleware',
  });
  return kept;
}

function note(body: string, kept: Map<string, LostFields>): void {
  for (const cluster of objects(object(JSON.parse(body), 'the answer'), 'Clusters')) {
    kept.set(text(cluster, 'ClusterId'), {
      mode: optionalText(cluster, 'Mode'),
      networkType: optionalText(cluster, 'NetworkType'),
    });
  }
}
