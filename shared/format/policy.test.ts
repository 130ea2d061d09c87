import { expect, test } from 'vitest';
import { OPERATIONS } from '../../main/aws/reader.ts';
import { allowStatement, leastPolicy, policyJson, READ_ACTIONS, ROLE_ACTION } from './policy.ts';

/** Proved by its token, allowed by the role's trust policy: no identity policy can grant it. */
const UNSIGNED = 'sts:AssumeRoleWithWebIdentity';

test('the policy allows just the calls that may be sent', () => {
  expect([...READ_ACTIONS, ROLE_ACTION].sort()).toEqual(OPERATIONS.filter((one) => one !== UNSIGNED).sort());
});

test('the policy only reads, and takes one named role', () => {
  const policy = JSON.parse(policyJson());
  expect(policy.Statement).toHaveLength(2);
  expect(
    policy.Statement[0].Action.every((action: string) => /:(Get|List|Describe|Lookup)/.test(action)),
  ).toBe(true);
  expect(policy.Statement[1].Resource).not.toMatch(/role\/\*$/);
});

test('a denied call is allowed by a statement of its own', () => {
  expect(JSON.parse(allowStatement('kms:DescribeKey'))).toEqual({
    Sid: 'KeyledgerReads',
    Effect: 'Allow',
    Action: ['kms:DescribeKey'],
    Resource: '*',
  });
});

test('the least policy names each denied action once, on the keys and roles of the accounts that denied it', () => {
  const denied = (operation: string, accountId = '111111111111', partition = 'aws') => ({
    operation,
    accountId,
    partition,
  });
  const policy = leastPolicy(
    [
      denied('kms:ListKeyRotations'),
      denied('kms:ListKeyRotations', '222222222222', 'aws-cn'),
      denied('kms:DescribeKey'),
      denied('kms:ListAliases'),
      denied('kms:ListAliases', '222222222222', 'aws-cn'),
      denied('sts:AssumeRole', '333333333333', 'aws-us-gov'),
    ],
    'audit/KeyReader',
  );
  expect(JSON.parse(policy ?? '')).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'KeyledgerReadsKeys',
        Effect: 'Allow',
        Action: ['kms:DescribeKey', 'kms:ListKeyRotations'],
        Resource: ['arn:aws-cn:kms:*:222222222222:key/*', 'arn:aws:kms:*:111111111111:key/*'],
      },
      { Sid: 'KeyledgerReads', Effect: 'Allow', Action: ['kms:ListAliases'], Resource: '*' },
      {
        Sid: 'KeyledgerTakesItsRole',
        Effect: 'Allow',
        Action: ['sts:AssumeRole'],
        Resource: ['arn:aws-us-gov:iam::333333333333:role/audit/KeyReader'],
      },
    ],
  });
  expect(leastPolicy([], 'KeyReader')).toBeNull();
  // Whose role it is that a profile assumes by itself is not known here.
  expect(leastPolicy([denied('sts:AssumeRole')], null)).toBeNull();
});
