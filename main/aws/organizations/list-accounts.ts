import type { Account } from '@aws-sdk/client-organizations';
import { MalformedAnswer } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { pages } from '../pages.ts';
import type { AccountRef, CallGate } from '../reader.ts';
import { using } from '../sdk.ts';

/** The active accounts of the organisation. `region`: the partition's, for the service is global. */
export function listAccounts(
  caller: Caller,
  gate: CallGate,
  region: string,
): AsyncIterable<readonly AccountRef[]> {
  return pages((token, fresh) =>
    caller.sdk(
      gate,
      { operation: 'organizations:ListAccounts', service: 'organizations', region },
      async (config, signal) => {
        const { ListAccountsCommand, OrganizationsClient } = await import('@aws-sdk/client-organizations');
        const command = new ListAccountsCommand({ NextToken: token ?? undefined });
        const answer = await using(new OrganizationsClient(config), (client) =>
          client.send(command, { abortSignal: signal }),
        );
        return { items: activeOf(answer.Accounts), next: fresh(answer.NextToken ?? null) };
      },
    ),
  );
}

/** Accounts that can be signed in to; suspended, closing and invited ones cannot. */
export function activeOf(accounts: readonly Account[] = []): readonly AccountRef[] {
  return accounts.filter(isActive).map((account) => {
    if (account.Id === undefined) throw new MalformedAnswer('Id');
    return { id: account.Id, name: account.Name ?? account.Id };
  });
}

/** `Status` is being retired in favour of `State`: either may be absent (facts section 13). */
function isActive(account: Account): boolean {
  return (account.State ?? account.Status ?? 'ACTIVE') === 'ACTIVE';
}
