import type { Caller } from '../caller.ts';
import { pages } from '../pages.ts';
import type { CallGate } from '../reader.ts';
import { using } from '../sdk.ts';

/** Raw price list items, 100 a page. `region`: of the price list's own endpoint, not of the products. */
export function getProducts(
  caller: Caller,
  gate: CallGate,
  region: string,
  serviceCode: 'awskms' | 'CloudHSM',
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
