import type { UnreadOutcome } from '../../../shared/model/outcome.ts';
import type { Caller } from '../caller.ts';
import { AwsCallError } from '../error.ts';
import { pages } from '../pages.ts';
import type { Partition } from '../partition.ts';
import type { CallGate } from '../reader.ts';
import { using } from '../sdk.ts';

type ServiceCode = 'awskms' | 'CloudHSM';

/** What another region can answer differently: a network, a policy on regions, a quota, a service that is not there. */
const ELSEWHERE: ReadonlySet<UnreadOutcome> = new Set([
  'unreachable',
  'denied',
  'scp',
  'regionOff',
  'throttledOut',
]);

/**
 * Raw price list items, 100 a page, of every region's products. The list is the same in each of the partition's
 * pricing regions: where one is unreachable or denied, the next is asked from the beginning, so that an item may
 * come twice. Throws the AwsCallError of the first region where none answers.
 */
export async function* getProducts(
  caller: Caller,
  gate: CallGate,
  partition: Pick<Partition, 'id' | 'pricingRegions'>,
  serviceCode: ServiceCode,
  filters: Readonly<Record<string, string>>,
): AsyncIterable<readonly string[]> {
  let first: AwsCallError | undefined;
  for (const region of partition.pricingRegions) {
    try {
      yield* productsIn(caller, gate, region, serviceCode, filters);
      return;
    } catch (error) {
      if (!(error instanceof AwsCallError)) throw error;
      first ??= error;
      if (!ELSEWHERE.has(error.outcome)) throw first;
    }
  }
  throw first ?? noPriceList(partition.id);
}

/** `region`: of the price list's own endpoint, not of the products. */
function productsIn(
  caller: Caller,
  gate: CallGate,
  region: string,
  serviceCode: ServiceCode,
  filters: Readonly<Record<string, string>>,
): AsyncIterable<readonly string[]> {
  return pages((token, fresh) =>
    caller.sdk(
      gate,
      { operation: 'pricing:GetProducts', service: 'pricing', region },
      async (config, signal) => {
        const { GetProductsCommand, PricingClient } = await import('@aws-sdk/client-pricing');
        const command = new GetProductsCommand({
          ServiceCode: serviceCode,
          FormatVersion: 'aws_v1',
          MaxResults: 100,
          NextToken: token ?? undefined,
          Filters: Object.entries(filters).map(([Field, Value]) => ({ Type: 'TERM_MATCH', Field, Value })),
        });
        const answer = await using(new PricingClient(config), (client) =>
          client.send(command, { abortSignal: signal }),
        );
        // The SDK hands the items over as String objects, not strings.
        return { items: (answer.PriceList ?? []).map(String), next: fresh(answer.NextToken || null) };
      },
    ),
  );
}

function noPriceList(partition: string): AwsCallError {
  return new AwsCallError({
    operation: 'pricing:GetProducts',
    outcome: 'unreachable',
    code: 'NoPriceList',
    retry: 'no',
    message: `The partition ${partition} has no price list of its own`,
    action: `Set the prices for ${partition} yourself: keyledger settings set prices.overrides.kms.key@REGION USD`,
  });
}
