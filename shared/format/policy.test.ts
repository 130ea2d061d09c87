import { expect, test } from 'vitest';
import { OPERATIONS } from '../../main/aws/reader.ts';
import { allowStatement, policyJson, READ_ACTIONS, ROLE_ACTION } from './policy.ts';

test('the policy allows just the calls that may be sent', () => {
  expect([...READ_ACTIONS, ROLE_ACTION].sort()).toEqual([...OPERATIONS].sort());
});

test('the policy only reads, and takes one named role', () => {
  const policy = JSON.parse(policyJson());
  expect(policy.Statement).toHaveLength(2);
  expect(policy.Statement[0].Action.every((action: string) => /:(Get|List|Describe)/.test(action))).toBe(
    true,
  );
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
