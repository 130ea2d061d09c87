import type { Draw } from './draw.ts';
import { FOREVER, type KeyLife, plainLife } from './life.ts';
import { DAY, HOUR, REFERENCE, YEAR } from './time.ts';

/** Services whose AWS managed key an account may hold, one a region: `alias/aws/<name>`; the most common first. */
const SERVICES: readonly (readonly [name: string, what: string])[] = [
  ['ebs', 'EBS volumes'],
  ['s3', 'S3 objects'],
  ['rds', 'RDS database volumes'],
  ['secretsmanager', 'Secrets Manager secrets'],
  ['lambda', 'Lambda functions'],
  ['ssm', 'SSM parameters'],
  ['dynamodb', 'DynamoDB tables'],
  ['elasticfilesystem', 'EFS filesystems'],
  ['acm', 'ACM private keys'],
  ['backup', 'Backup vaults'],
  ['kinesis', 'Kinesis streams'],
  ['sns', 'SNS topics'],
  ['sqs', 'SQS queues'],
  ['es', 'OpenSearch domains'],
  ['redshift', 'Redshift clusters'],
  ['glue', 'Glue data catalogues'],
  ['kafka', 'MSK clusters'],
  ['fsx', 'FSx resources'],
  ['dms', 'DMS replication instances'],
  ['xray', 'X-Ray data'],
  ['codecommit', 'CodeCommit repositories'],
  ['mq', 'MQ brokers'],
  ['kinesisvideo', 'Kinesis Video streams'],
  ['workspaces', 'WorkSpaces volumes'],
];
export const MOST_MANAGED = SERVICES.length;

/** AWS lists these aliases before anything stands behind them. */
const PREDEFINED = 7;

function managedAlias(index: number): string {
  return `alias/aws/${SERVICES[index]?.[0] ?? ''}`;
}

/** Predefined aliases of a unit that holds the first `held` managed keys: they have no target key. */
export function predefinedAliases(held: number): readonly string[] {
  return SERVICES.slice(held, Math.max(held, PREDEFINED)).map(([name]) => `alias/aws/${name}`);
}

export function managedCreatedAt(draw: Draw): number {
  return REFERENCE - draw.between(2 * DAY, draw.chance(0.1) ? YEAR : 7.5 * YEAR);
}

/** An AWS managed key: it rotates every year by itself, has no tags, and cannot be deleted. */
export function managedKey(draw: Draw, index: number): KeyLife {
  const createdAt = managedCreatedAt(draw);
  return {
    ...plainLife(createdAt),
    manager: 'AWS',
    description: `Default key that protects my ${SERVICES[index]?.[1] ?? ''} when no other key is defined`,
    aliases: [managedAlias(index)],
    automatic: { from: createdAt, until: FOREVER, periodDays: 365 },
    use: { from: createdAt + HOUR, until: FOREVER, every: draw.between(HOUR, 9 * DAY), operation: 'Decrypt' },
  };
}
