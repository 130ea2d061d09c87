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
  'cloudhsm:DescribeClusters',
  'tag:GetResources',
  'sts:GetCallerIdentity',
  'account:ListRegions',
  'organizations:ListAccounts',
  'pricing:GetProducts',
] as const;

/** Only for profiles that take on a role; goes to the identity that starts the chain. */
export const ROLE_ACTION = 'sts:AssumeRole';

function statement(fields: {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resource: string;
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
