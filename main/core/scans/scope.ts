import type { PreflightRequest, scanRequest } from '../../../shared/contract/scan.ts';
import type { PlanOptions } from '../../inventory/plan.ts';

type Request = ReturnType<typeof scanRequest.parse> | PreflightRequest;

/** What of the profiles' world is to be read, as the plan takes it. */
export type Scope = Pick<PlanOptions, 'organisationRole' | 'select' | 'regions'>;

export function scopeOf({ source, accounts = [], excludeAccounts = [], regions }: Request): Scope {
  const role = source.kind === 'profiles' ? source.organisationRole : undefined;
  return {
    regions,
    select: { only: accounts, except: excludeAccounts },
    organisationRole: role && {
      name: role.name,
      externalId: role.externalId ?? null,
      sessionName: role.sessionName ?? null,
      tags: role.sessionTags ?? [],
    },
  };
}
