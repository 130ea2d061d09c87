import type { Operation } from '../reader.ts';

/** Calls that KMS authorises by the policy of the key they ask about (facts section 6). */
const BY_KEY_POLICY: ReadonlySet<Operation> = new Set<Operation>([
  'kms:DescribeKey',
  'kms:GetKeyRotationStatus',
  'kms:ListKeyRotations',
  'kms:ListResourceTags',
]);

/** `role/key-auditor` for any session of that role, `user/ada`; null for an ARN of another form. */
function principalWord(arn: string): string | null {
  const assumed = /^arn:[\w-]+:sts::\d*:assumed-role\/([^/]+)/.exec(arn);
  if (assumed) return `role/${assumed[1]}`;
  return /^arn:[\w-]+:iam::\d*:((?:user|role)\/.+)$/.exec(arn)?.[1] ?? null;
}

/** What helps against a denial. `message`: AWS's own, which names the caller and the kind of policy. */
export function grantAction(place: {
  operation: Operation;
  region: string;
  profile: string;
  principal: string | null;
  message: string;
}): string {
  const { operation, message } = place;
  const named = /User: (arn:\S+)/.exec(message)?.[1] ?? place.principal;
  const who = (named === null ? null : principalWord(named)) ?? `profile ${place.profile}`;
  if (isServiceControlPolicy(message)) {
    return `Ask the organisation's administrator: a service control policy denies ${operation} in ${place.region} to ${who}`;
  }
  if (operation === 'sts:AssumeRole')
    return `Let the role's trust policy name ${who}, and allow sts:AssumeRole to it`;
  if (/explicit deny/i.test(message)) return `Lift the explicit deny of ${operation} for ${who}`;
  return BY_KEY_POLICY.has(operation)
    ? `Add ${operation} to the key policy for ${who}`
    : `Allow ${operation} in an IAM policy of ${who}`;
}

export function isServiceControlPolicy(message: string): boolean {
  return /explicit deny in a service control policy|no service control policy allows/i.test(message);
}
