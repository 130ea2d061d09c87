import { Draw, mixText } from './draw.ts';
import type { SampleKey } from './key.ts';
import { hex } from './key-id.ts';
import { HOUR } from './time.ts';

export interface SampleGrant {
  readonly id: string;
  readonly name: string | null;
  readonly grantee: string;
  readonly retiring: string | null;
  readonly operations: readonly string[];
  /** Ms since 1970. */
  readonly createdAt: number;
  readonly context: Readonly<Record<string, string>> | null;
}

const GRANTEES = [
  'AWSServiceRoleForRDS',
  'AWSServiceRoleForAutoScaling',
  'AWSServiceRoleForBackup',
  'Restore',
];
const USES = [
  ['Decrypt', 'GenerateDataKeyWithoutPlaintext', 'CreateGrant'],
  ['Decrypt', 'Encrypt', 'DescribeKey'],
  ['Decrypt'],
];

/** About every eighth symmetric key has grants, as the services give them; a few have more than a page of them. */
export function grantsOf(key: SampleKey): readonly SampleGrant[] {
  const draw = new Draw(mixText(key.materialSeed, 'grants'));
  if (key.manager === 'AWS' || key.usage !== 'ENCRYPT_DECRYPT' || !draw.chance(0.125)) return [];
  const count = draw.chance(0.03) ? draw.whole(101, 140) : draw.whole(1, 4);
  return Array.from({ length: count }, () => {
    const seed = draw.whole(0, 0xffff_ffff);
    const service = draw.chance(0.8);
    return {
      id: Array.from({ length: 8 }, (_, part) => hex(mixText(seed, String(part)))).join(''),
      name: service ? null : 'restore-drill',
      grantee: `arn:aws:iam::${key.accountId}:role/${service ? draw.pick(GRANTEES) : 'Restore'}`,
      retiring: service ? `rds.${key.region}.amazonaws.com` : null,
      operations: draw.pick(USES),
      createdAt: key.createdAt + HOUR,
      context: service ? { 'aws:rds:db-id': `db-${hex(seed)}` } : null,
    };
  });
}
