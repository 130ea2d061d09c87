import { MalformedAnswer } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { pages } from '../pages.ts';
import type { AccountRef, CallGate } from '../reader.ts';
import { using } from '../sdk.ts';
import { activeOf } from './list-accounts.ts';

/** The active accounts directly in an organisational unit, not those of the units in it. */
export function listAccountsOf(
  caller: Caller,
  gate: CallGate,
  region: string,
  parentId: string,
): AsyncIterable<readonly AccountRef[]> {
  return pages((token, fresh) =>
    caller.sdk(
      gate,
      { operation: 'organizations:ListAccountsForParent', service: 'organizations', region },
      async (config, signal) => {
        const { ListAccountsForParentCommand, OrganizationsClient } = await import(
          '@aws-sdk/client-organizations'
        );
        const command = new ListAccountsForParentCommand({
          ParentId: parentId,
          NextToken: token ?? undefined,
        });
        const answer = await using(new OrganizationsClient(config), (client) =>
          client.send(command, { abortSignal: signal }),
        );
        return { items: activeOf(answer.Accounts), next: fresh(answer.NextToken ?? null) };
      },
    ),
  );
}

/** Ids of the organisational units directly in one. */
export function listUnitsOf(
  caller: Caller,
  gate: CallGate,
  region: string,
  parentId: string,
): AsyncIterable<readonly string[]> {
  return pages((token, fresh) =>
    caller.sdk(
      gate,
      { operation: 'organizations:ListOrganizationalUnitsForParent', service: 'organizations', region },
      async (config, signal) => {
        const { ListOrganizationalUnitsForParentCommand, OrganizationsClient } = await import(
          '@aws-sdk/client-organizations'
        );
        const command = new ListOrganizationalUnitsForParentCommand({
          ParentId: parentId,
          NextToken: token ?? undefined,
        });
        const answer = await using(new OrganizationsClient(config), (client) =>
          client.send(command, { abortSignal: signal }),
        );
        const items = (answer.OrganizationalUnits ?? []).map(({ Id }) => {
          if (Id === undefined) throw new MalformedAnswer('Id');
          return Id;
        });
        return { items, next: fresh(answer.NextToken ?? null) };
      },
    ),
  );
}
