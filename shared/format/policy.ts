/**
 * The IAM actions that Keyledger uses; `main/aws/reader.ts` is the allow-list of calls that they answer for, and a
 * check holds the two together. Source: Service Authorization Reference, one action for each API operation.
 */
export const READ_ACTIONS = [
  'kms:ListKeys',
  'kms:ListAliases',
  'kms:DescribeKey',
  'kms:GetKeyRotationStatus',
  'kms:ListKeyRotations',
  'kms:ListResourceTags',
  'kms:DescribeCustomKeyStores',
  'kms:GetKeyPolicy',
  'kms:ListGrants',
  'kms:GetKeyLastUsage',
  'cloudhsm:DescribeClusters',
  'cloudhsm:DescribeBackups',
  'cloudtrail:LookupEvents',
  'tag:GetResources',
  'sts:GetCallerIdentity',
  'account:ListRegions',
  'organizations:ListAccounts',
  'organizations:ListAccountsForParent',
  'organizations:ListOrganizationalUnitsForParent',
  'pricing:GetProducts',
] as const;

/** Only for profiles that take on a role; goes to the identity that starts the chain. */
export const ROLE_ACTION = 'sts:AssumeRole';

/** Actions on one key: granted on keys only, and by the key's own policy where that does not trust IAM. */
const ON_KEYS: ReadonlySet<string> = new Set([
  'kms:DescribeKey',
  'kms:GetKeyRotationStatus',
  'kms:ListKeyRotations',
  'kms:ListResourceTags',
  'kms:GetKeyPolicy',
  'kms:ListGrants',
  'kms:GetKeyLastUsage',
]);

function statement(fields: {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resource: string | readonly string[];
}) {
  return { Sid: fields.sid, Effect: 'Allow', Action: fields.actions, Resource: fields.resource };
}

/** The IAM policy that a reader needs, as JSON. Every action only reads; the role's name is the reader's to choose. */
export function policyJson(): string {
  return JSON.stringify(
    {
      Version: '2012-10-17',
      Statement: [
        statement({ sid: 'KeyledgerReads', actions: READ_ACTIONS, resource: '*' }),
        statement({
          sid: 'KeyledgerTakesItsRole',
          actions: [ROLE_ACTION],
          resource: 'arn:aws:iam::*:role/KeyledgerReader',
        }),
      ],
    },
    null,
    2,
  );
}

/** The one statement that allows an operation which was denied. */
export function allowStatement(operation: string): string {
  return JSON.stringify(statement({ sid: 'KeyledgerReads', actions: [operation], resource: '*' }), null, 2);
}

/** One action that is denied in one account. */
export interface DeniedAction {
  readonly operation: string;
  readonly accountId: string;
  readonly partition: string;
}

/**
 * The least IAM policy, as JSON, that allows what was denied: each action once, those on keys only on the keys of the
 * accounts that denied them, `role` (name with its path) only in the accounts where it could not be assumed. Null for
 * nothing. A policy allows nothing that a service control policy or an explicit deny forbids.
 */
export function leastPolicy(denied: readonly DeniedAction[], role: string | null): string | null {
  const listed = (some: readonly DeniedAction[]) => ({
    actions: [...new Set(some.map(({ operation }) => operation))].sort(),
    resources: (arn: (one: DeniedAction) => string) => [...new Set(some.map(arn))].sort(),
  });
  const keys = listed(denied.filter(({ operation }) => ON_KEYS.has(operation)));
  const rest = listed(denied.filter(({ operation }) => !ON_KEYS.has(operation) && operation !== ROLE_ACTION));
  const roles = listed(denied.filter(({ operation }) => role !== null && operation === ROLE_ACTION));
  const statements = [
    statement({
      sid: 'KeyledgerReadsKeys',
      actions: keys.actions,
      resource: keys.resources(({ partition, accountId }) => `arn:${partition}:kms:*:${accountId}:key/*`),
    }),
    statement({ sid: 'KeyledgerReads', actions: rest.actions, resource: '*' }),
    statement({
      sid: 'KeyledgerTakesItsRole',
      actions: roles.actions,
      resource: roles.resources(
        ({ partition, accountId }) => `arn:${partition}:iam::${accountId}:role/${role}`,
      ),
    }),
  ].filter(({ Action }) => Action.length > 0);
  if (statements.length === 0) return null;
  return JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2);
}
