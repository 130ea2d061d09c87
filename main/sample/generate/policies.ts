import { Draw, mixText } from './draw.ts';
import type { SampleKey } from './key.ts';
import type { SampleAccount } from './places.ts';

interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal: string | Readonly<Record<string, string | readonly string[]>>;
  readonly Action: string | readonly string[];
  readonly Resource: '*';
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const ADMINISTER = [
  'kms:Create*',
  'kms:Describe*',
  'kms:Enable*',
  'kms:List*',
  'kms:Put*',
  'kms:Update*',
  'kms:Revoke*',
  'kms:Disable*',
  'kms:Get*',
  'kms:Delete*',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:ScheduleKeyDeletion',
  'kms:CancelKeyDeletion',
];
const USE = ['kms:Decrypt', 'kms:GenerateDataKey*', 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:DescribeKey'];
const SERVICES = ['logs', 'sns', 'sqs', 's3', 'cloudtrail', 'events', 'backup'];
/** No account of the organisation. */
const STRANGER = '345678901234';

function arn(account: string, name: string): string {
  return `arn:aws:iam::${account}:${name}`;
}

function allow(
  Sid: string,
  Principal: Statement['Principal'],
  Action: Statement['Action'],
  Condition?: Statement['Condition'],
): Statement {
  return { Sid, Effect: 'Allow', Principal, Action, Resource: '*', ...(Condition ? { Condition } : {}) };
}

const root = (account: string): Statement =>
  allow('Enable IAM User Permissions', { AWS: arn(account, 'root') }, 'kms:*');
const administrators = (account: string): Statement =>
  allow('Allow access for Key Administrators', { AWS: arn(account, 'role/KeyAdministrator') }, ADMINISTER);
const users = (account: string, role: string): Statement =>
  allow('Allow use of the key', { AWS: arn(account, `role/${role}`) }, USE);

type Kind = 'plain' | 'service' | 'sibling' | 'stranger' | 'bounded' | 'open' | 'wide' | 'orphaned';

/** Most are as the console writes them; a few are what a review looks for. */
const KINDS: readonly (readonly [Kind, number])[] = [
  ['plain', 66],
  ['service', 22],
  ['sibling', 6],
  ['bounded', 3],
  ['stranger', 1],
  ['wide', 1],
  ['open', 0.5],
  ['orphaned', 0.5],
];

function drawn(kind: Kind, key: SampleKey, draw: Draw, others: readonly SampleAccount[]): Statement[] {
  const { accountId, region } = key;
  const usual = [root(accountId), administrators(accountId)];
  switch (kind) {
    case 'plain':
      return draw.chance(0.4) ? [root(accountId)] : [...usual, users(accountId, 'Application')];
    case 'service': {
      const service = `${draw.pick(SERVICES)}.amazonaws.com`;
      const own = { StringEquals: { 'aws:SourceAccount': accountId } };
      return [...usual, allow('Allow the service', { Service: service }, USE, own)];
    }
    case 'sibling':
      return [...usual, users(others.length > 0 ? draw.pick(others).id : accountId, 'Application')];
    case 'stranger':
      return [...usual, allow('Vendor', { AWS: arn(STRANGER, 'root') }, USE)];
    case 'bounded': {
      const bounds = {
        StringEquals: { 'kms:CallerAccount': accountId, 'kms:ViaService': `ebs.${region}.amazonaws.com` },
      };
      return [...usual, allow('Through EBS in this account', { AWS: '*' }, USE, bounds)];
    }
    case 'wide':
      return [root(accountId), allow('Developers', { AWS: arn(accountId, 'role/Developer') }, 'kms:*')];
    case 'open':
      return [root(accountId), allow('Temporary', '*', ['kms:Decrypt', 'kms:DescribeKey'])];
    case 'orphaned':
      // The role was deleted; its unique id is what is left, and nobody can change the policy.
      return [allow('Administrators', { AWS: 'AROA3XFRBF23EXAMPLE7Q' }, 'kms:*')];
  }
}

/** The key policy as the console formats it: two spaces. The same key has the same policy at every date. */
export function policyOf(key: SampleKey, accounts: readonly SampleAccount[]): string {
  const draw = new Draw(mixText(key.materialSeed, 'policy'));
  const statements =
    key.manager === 'AWS'
      ? [
          allow('Allow access through the service', { AWS: '*' }, USE, {
            StringEquals: { 'kms:CallerAccount': key.accountId },
          }),
        ]
      : drawn(
          draw.weighted(KINDS),
          key,
          draw,
          accounts.filter(({ id }) => id !== key.accountId),
        );
  return JSON.stringify({ Version: '2012-10-17', Id: 'key-default-1', Statement: statements }, null, 2);
}
