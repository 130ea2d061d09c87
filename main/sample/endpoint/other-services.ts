import type { SampleCluster } from '../generate/hardware.ts';
import { describeBackups } from './backups.ts';
import { AwsRefusal, type Call, filterOf, list, number, text, unitOf } from './call.ts';
import { pageOf, pageSize } from './page.ts';

function clusterShape(cluster: SampleCluster): object {
  const zones = [...new Set(cluster.hsms.map((hsm) => hsm.availabilityZone))];
  const subnet = (zone: string) => `subnet-${cluster.id.slice(-8)}${zone.slice(-1)}`;
  return {
    BackupPolicy: 'DEFAULT',
    BackupRetentionPolicy: { Type: 'DAYS', Value: '90' },
    ClusterId: cluster.id,
    CreateTimestamp: cluster.createdAt / 1000,
    HsmType: cluster.hsmType,
    Hsms: cluster.hsms.map((hsm, index) => ({
      AvailabilityZone: hsm.availabilityZone,
      ClusterId: cluster.id,
      EniId: `eni-${hsm.id.slice(4)}`,
      EniIp: `10.0.${index}.12`,
      HsmId: hsm.id,
      HsmType: hsm.type ?? undefined,
      State: hsm.state,
      SubnetId: subnet(hsm.availabilityZone),
    })),
    Mode: cluster.mode,
    NetworkType: cluster.networkType,
    PreCoPassword: cluster.state === 'UNINITIALIZED' ? 'not-a-secret-of-anyone' : undefined,
    SecurityGroup: `sg-${cluster.id.slice(-11)}`,
    State: cluster.state,
    SubnetMapping: Object.fromEntries(zones.map((zone) => [zone, subnet(zone)])),
    TagList: cluster.tags.map((tag) => ({ Key: tag.key, Value: tag.value })),
    VpcId: `vpc-${cluster.id.slice(-11)}`,
  };
}

function describeClusters(call: Call): object {
  const ids = filterOf(call.input, 'clusterIds');
  const states = filterOf(call.input, 'states');
  const found = unitOf(call).clusters.filter(
    (cluster) => (ids?.includes(cluster.id) ?? true) && (states?.includes(cluster.state) ?? true),
  );
  const size = pageSize(number(call.input, 'MaxResults'), 25, 25);
  const { items, next } = pageOf(
    found.length,
    (at) => found.slice(at, at + 1).map(clusterShape),
    size,
    text(call.input, 'NextToken'),
    'CloudHsmInvalidRequestException',
  );
  return { Clusters: items, NextToken: next ?? undefined };
}

/** Keys without tags do not appear, as with AWS. */
function getResources(call: Call): object {
  const unit = unitOf(call);
  const types = list(call.input, 'ResourceTypeFilters');
  const wanted = types.length === 0 || types.includes('kms') || types.includes('kms:key');
  const itemsAt = (slot: number) => {
    const key = unit.keyAt(slot);
    if (!key || key.tags.length === 0) return [];
    return [{ ResourceARN: key.arn, Tags: key.tags.map((tag) => ({ Key: tag.key, Value: tag.value })) }];
  };
  const size = pageSize(number(call.input, 'ResourcesPerPage'), 50, 100);
  const token = text(call.input, 'PaginationToken') || undefined;
  const { items, next } = pageOf(
    wanted ? unit.slots : 0,
    itemsAt,
    size,
    token,
    'PaginationTokenExpiredException',
  );
  return { PaginationToken: next ?? '', ResourceTagMappingList: items };
}

/** A member account is asked for by the management account, which must not name itself (facts, section 6). */
function listRegions(call: Call): object {
  const { organisation, caller, input } = call;
  const asked = text(input, 'AccountId');
  const management = organisation.management.id === caller.accountId;
  if (asked !== undefined && !management) {
    throw new AwsRefusal('AccessDeniedException', 'User is not authorized to access the account.', 403);
  }
  if (
    asked !== undefined &&
    (asked === caller.accountId || !organisation.accounts.some((one) => one.id === asked))
  ) {
    throw new AwsRefusal('ValidationException', 'The account id is not that of a member account.');
  }
  const wanted = list(input, 'RegionOptStatusContains');
  const found = organisation.regionOptions.filter(
    (one) => wanted.length === 0 || wanted.includes(one.status),
  );
  const size = pageSize(number(input, 'MaxResults'), 20, 50);
  const { items, next } = pageOf(
    found.length,
    (at) => found.slice(at, at + 1).map((one) => ({ RegionName: one.region, RegionOptStatus: one.status })),
    size,
    text(input, 'NextToken'),
    'ValidationException',
  );
  return { NextToken: next ?? undefined, Regions: items };
}

type Handlers = Readonly<Record<string, (call: Call) => object>>;

export const CLOUDHSM: Handlers = {
  DescribeBackups: describeBackups,
  DescribeClusters: describeClusters,
};
export const TAGGING: Handlers = { GetResources: getResources };
export const ACCOUNT: Handlers = { ListRegions: listRegions };
