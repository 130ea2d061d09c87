/**
 * Requests a second that AWS allows per account and region: facts, sections 4 and 5; ListRegions by the quotas page of
 * AWS Account Management. CloudHSM, STS, Organizations and tagging are assumed: no figure was found.
 */
const PER_SECOND: Readonly<Record<string, number>> = {
  'kms:DescribeKey': 2000,
  'kms:ListResourceTags': 2000,
  'kms:GetKeyRotationStatus': 1000,
  'kms:GetKeyPolicy': 1000,
  'kms:ListKeys': 500,
  'kms:ListAliases': 500,
  'kms:ListKeyRotations': 100,
  'kms:DescribeCustomKeyStores': 5,
  'kms:GetKeyLastUsage': 5,
  'kms:ListGrants': 100,
  'cloudtrail:LookupEvents': 2,
  'cloudhsm:DescribeBackups': 5,
  'pricing:GetProducts': 5,
  'cloudhsm:DescribeClusters': 5,
  'account:ListRegions': 5,
  'organizations:ListAccounts': 5,
  'organizations:ListAccountsForParent': 5,
  'organizations:ListOrganizationalUnitsForParent': 5,
  'tag:GetResources': 15,
  'sts:GetCallerIdentity': 500,
  'sts:AssumeRole': 500,
};
/** The Price List bucket holds ten; all others one second's worth. */
const BURST: Readonly<Record<string, number>> = { 'pricing:GetProducts': 10 };

/** One token bucket per account, region and operation. */
export class QuotaBook {
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  /** Takes one token; false when there is none left at `now` (ms). */
  take(accountId: string, region: string, operation: string, now: number): boolean {
    const rate = PER_SECOND[operation];
    if (rate === undefined) return true;
    const most = BURST[operation] ?? rate;
    const id = `${accountId}/${region}/${operation}`;
    const bucket = this.#buckets.get(id) ?? { tokens: most, at: now };
    bucket.tokens = Math.min(most, bucket.tokens + (Math.max(0, now - bucket.at) / 1000) * rate);
    bucket.at = now;
    this.#buckets.set(id, bucket);
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }
}
