import type { Fault } from '../faults.ts';
import { type Input, number } from './call.ts';

/** One signed request and how it ended, for those who check what a reader makes of it. */
export interface Answered {
  readonly accountId: string;
  readonly region: string;
  /** `service:Operation`. */
  readonly operation: string;
  readonly input: Input;
  /** The fault that it met. */
  readonly fault: Fault['kind'] | null;
  /** The code of the error that it was answered with. */
  readonly refusal: string | null;
  /** The answer as it was delivered whole; null where it was refused, broken off or cut. */
  readonly body: string | null;
}

const LIMITS: Readonly<Record<string, string>> = {
  'kms:ListKeys': 'Limit',
  'kms:ListAliases': 'Limit',
  'kms:ListKeyRotations': 'Limit',
  'kms:ListResourceTags': 'Limit',
  'kms:DescribeCustomKeyStores': 'Limit',
  'cloudhsm:DescribeClusters': 'MaxResults',
  'tag:GetResources': 'ResourcesPerPage',
  'account:ListRegions': 'MaxResults',
  'organizations:ListAccounts': 'MaxResults',
};

/** A listing's request as if it had asked for smaller pages: a page may hold fewer than asked (facts, section 5). */
export function shortened(input: Input, operation: string, limit: number | undefined): Input {
  const field = LIMITS[operation];
  if (limit === undefined || field === undefined) return input;
  return { ...input, [field]: Math.min(limit, number(input, field) ?? limit) };
}
