import type { Operation } from '../reader.ts';

/** Calls that KMS authorises by the policy of the key they ask about (facts section 6). */
const BY_KEY_POLICY: ReadonlySet<Operation> = new Set<Operation>([
  'kms:DescribeKey',
  'kms:GetKeyRotationStatus',
  'kms:ListKeyRotations',
  'kms:ListResourceTags',
  'kms:GetKeyPolicy',
  'kms:ListGrants',
  'kms:GetKeyLastUsage',
]);

/** `role/key-auditor` for any session of that role, `user/auditor`; null for an ARN of another form. */
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
  if (/perform: sts:TagSession/.test(message))
    return `Let the role's trust policy allow sts:TagSession to ${who}, or leave --session-tag out`;
  if (operation === 'sts:AssumeRole')
    return `Let the role's trust policy name ${who}, and allow sts:AssumeRole to it`;
  const limit = LIMITS.find(([pattern]) => pattern.test(message));
  if (limit) return `${limit[1]} denies ${operation} to ${who}`;
  if (/explicit deny/i.test(message)) return `Lift the explicit deny of ${operation} for ${who}`;
  return BY_KEY_POLICY.has(operation)
    ? `Add ${operation} to the key policy for ${who}`
    : `Allow ${operation} in an IAM policy of ${who}`;
}

/** Policies that no grant to the caller overrules, by the words of AWS's message, and who can do something about them. */
const LIMITS: readonly (readonly [RegExp, string])[] = [
  [/resource control policy/i, "Ask the organisation's administrator: a resource control policy"],
  [/permissions boundary/i, 'Widen the permissions boundary: it'],
  [/session policy/i, 'Sign in without the session policy: it'],
  [/VPC endpoint policy/i, 'Ask who keeps the network: the policy of a VPC endpoint'],
];

export function isServiceControlPolicy(message: string): boolean {
  return /explicit deny in a service control policy|no service control policy allows/i.test(message);
}
