import { afterEach, describe, expect, it } from 'vitest';
import type { UnitReader } from './reader.ts';
import type { Answer, SeenRequest } from './testing/fake-endpoint.ts';
import { all, openGate } from './testing/open-gate.ts';
import { type Stage, stage } from './testing/session.ts';

/** Answers in AWS's own form, written by hand from its API references and SDK doc comments. */
const stages: Stage[] = [];
afterEach(async () => {
  for (const one of stages.splice(0)) await one.close();
});

const ACCOUNT = '111122223333';
const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
const ARN = `arn:aws:kms:eu-west-3:${ACCOUNT}:key/${KEY_ID}`;

async function against(...answers: readonly object[]) {
  let nth = -1;
  const one = await stage((): Answer => {
    nth += 1;
    return { json: answers[nth] };
  });
  stages.push(one);
  return { unit: one.session.unit(ACCOUNT, 'eu-west-3', openGate()), seen: one.seen };
}

const bodies = (seen: readonly SeenRequest[]) => seen.map(({ body }) => JSON.parse(body));
const target = (seen: readonly SeenRequest[]) => seen[0]?.headers['x-amz-target'];

describe('key policy', () => {
  it('is the text as AWS keeps it', async () => {
    const Policy = '{\n  "Version" : "2012-10-17"\n}';
    const { unit, seen } = await against({ Policy, PolicyName: 'default' });
    expect(await unit.getKeyPolicy(KEY_ID)).toBe(Policy);
    expect(bodies(seen)).toEqual([{ KeyId: KEY_ID, PolicyName: 'default' }]);
    expect(target(seen)).toBe('TrentService.GetKeyPolicy');
  });
});

describe('grants', () => {
  it('are read page by page, of roles and of services', async () => {
    const { unit, seen } = await against(
      {
        Grants: [
          {
            KeyId: ARN,
            GrantId: 'g-1',
            Name: '',
            CreationDate: 1_700_000_000,
            GranteePrincipal: `arn:aws:iam::${ACCOUNT}:role/Restore`,
            IssuingAccount: `arn:aws:iam::${ACCOUNT}:root`,
            Operations: ['Decrypt', 'CreateGrant'],
            Constraints: { EncryptionContextSubset: { db: '1' } },
          },
        ],
        Truncated: true,
        NextMarker: 'more',
      },
      {
        Grants: [
          {
            GrantId: 'g-2',
            GranteeServicePrincipal: 'rds.amazonaws.com',
            Operations: ['Decrypt'],
            Constraints: {},
          },
        ],
        Truncated: false,
      },
    );
    expect(await all(unit.listGrants(KEY_ID))).toEqual([
      {
        id: 'g-1',
        name: null,
        grantee: `arn:aws:iam::${ACCOUNT}:role/Restore`,
        retiringPrincipal: null,
        issuingAccount: `arn:aws:iam::${ACCOUNT}:root`,
        operations: ['Decrypt', 'CreateGrant'],
        createdAt: '2023-11-14T22:13:20.000Z',
        constrained: true,
      },
      {
        id: 'g-2',
        name: null,
        grantee: 'rds.amazonaws.com',
        retiringPrincipal: null,
        issuingAccount: null,
        operations: ['Decrypt'],
        createdAt: null,
        constrained: false,
      },
    ]);
    expect(bodies(seen)).toEqual([
      { KeyId: KEY_ID, Limit: 100 },
      { KeyId: KEY_ID, Limit: 100, Marker: 'more' },
    ]);
  });
});

describe('last usage', () => {
  it('names the last operation', async () => {
    const { unit, seen } = await against({
      KeyId: ARN,
      KeyCreationDate: 1_600_000_000.5,
      TrackingStartDate: 1_777_334_400,
      KeyLastUsage: {
        Operation: 'Decrypt',
        Timestamp: 1_790_000_000.25,
        CloudTrailEventId: 'event-1',
        KmsRequestId: 'request-1',
      },
    });
    expect(await unit.getKeyLastUsage(KEY_ID)).toEqual({
      createdAt: '2020-09-13T12:26:40.500Z',
      trackedSince: '2026-04-28T00:00:00.000Z',
      last: { at: '2026-09-21T14:13:20.250Z', operation: 'Decrypt', eventId: 'event-1' },
    });
    expect(bodies(seen)).toEqual([{ KeyId: KEY_ID }]);
    expect(target(seen)).toBe('TrentService.GetKeyLastUsage');
  });

  it.each([{ KeyLastUsage: {} }, {}])('is none where the object is empty or absent: %j', async (more) => {
    const { unit } = await against({
      KeyCreationDate: 1_790_000_000.123,
      TrackingStartDate: 1_790_000_000.123,
      ...more,
    });
    expect(await unit.getKeyLastUsage(KEY_ID)).toEqual({
      createdAt: '2026-09-21T14:13:20.123Z',
      trackedSince: '2026-09-21T14:13:20.123Z',
      last: null,
    });
  });
});

describe('backups', () => {
  it('are asked for by cluster', async () => {
    const { unit, seen } = await against(
      {
        Backups: [
          {
            BackupId: 'backup-a',
            BackupState: 'READY',
            ClusterId: 'cluster-1',
            CreateTimestamp: 1_700_000_000,
            NeverExpires: true,
          },
        ],
        NextToken: 'more',
      },
      {
        Backups: [
          {
            BackupId: 'backup-b',
            BackupState: 'PENDING_DELETION',
            ClusterId: 'cluster-2',
            DeleteTimestamp: 1_800_000_000,
          },
        ],
      },
    );
    const nothing = {
      createdAt: null,
      copiedAt: null,
      sourceRegion: null,
      deletesAt: null,
      neverExpires: null,
    };
    expect(await all(unit.describeBackups(['cluster-1', 'cluster-2']))).toEqual([
      {
        clusterId: 'cluster-1',
        backup: {
          ...nothing,
          id: 'backup-a',
          state: 'READY',
          createdAt: '2023-11-14T22:13:20.000Z',
          neverExpires: true,
        },
      },
      {
        clusterId: 'cluster-2',
        backup: {
          ...nothing,
          id: 'backup-b',
          state: 'PENDING_DELETION',
          deletesAt: '2027-01-15T08:00:00.000Z',
        },
      },
    ]);
    const Filters = { clusterIds: ['cluster-1', 'cluster-2'] };
    expect(bodies(seen)).toEqual([{ Filters }, { Filters, NextToken: 'more' }]);
    expect(seen[0]?.headers.authorization).toContain('/eu-west-3/cloudhsm/aws4_request');
  });
});

describe('events', () => {
  it('are looked up by name, signed for CloudTrail, with the keys that they name', async () => {
    const event = { EventId: 'e', EventName: 'DisableKey', EventTime: 1_790_000_000, Username: 'auditor' };
    const { unit, seen } = await against({
      Events: [
        {
          ...event,
          Resources: [
            { ResourceType: 'AWS::KMS::Key', ResourceName: ARN },
            {
              ResourceType: 'AWS::KMS::Alias',
              ResourceName: `arn:aws:kms:eu-west-3:${ACCOUNT}:alias/payments`,
            },
            { ResourceName: 'alias/payments' },
          ],
        },
        {
          ...event,
          Resources: [{ ResourceName: KEY_ID }, { ResourceName: 'mrk-1234abcd12ab34cd56ef1234567890ab' }],
        },
        { ...event },
      ],
    });
    const since = new Date('2026-09-01T00:00:00Z');
    const at = '2026-09-21T14:13:20.000Z';
    expect(await all(unit.lookupEvents({ name: 'DisableKey', since }))).toEqual([
      { name: 'DisableKey', at, keys: [ARN] },
      { name: 'DisableKey', at, keys: [KEY_ID, 'mrk-1234abcd12ab34cd56ef1234567890ab'] },
      { name: 'DisableKey', at, keys: [] },
    ]);
    expect(bodies(seen)).toEqual([
      {
        LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'DisableKey' }],
        StartTime: 1_788_220_800,
        MaxResults: 50,
      },
    ]);
    expect(target(seen)).toBe('com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents');
    expect(seen[0]?.headers.authorization).toContain('/eu-west-3/cloudtrail/aws4_request');
  });
});

it.each<[string, object, (unit: UnitReader) => Promise<unknown>]>([
  ['a policy that is none', { Policy: 7 }, (unit) => unit.getKeyPolicy(KEY_ID)],
  ['a grant without an id', { Grants: [{}] }, (unit) => all(unit.listGrants(KEY_ID))],
  [
    'operations that are no list',
    { Grants: [{ GrantId: 'g', Operations: 'x' }] },
    (unit) => all(unit.listGrants(KEY_ID)),
  ],
  ['a use without an operation', { KeyLastUsage: { Timestamp: 1 } }, (unit) => unit.getKeyLastUsage(KEY_ID)],
  ['a backup of no cluster', { Backups: [{ BackupId: 'b' }] }, (unit) => all(unit.describeBackups(['c']))],
  [
    'an event without a time',
    { Events: [{ EventName: 'E' }] },
    (unit) => all(unit.lookupEvents({ name: 'E', since: new Date(0) })),
  ],
])('%s is malformed', async (_what, answer, ask) => {
  const { unit } = await against(answer);
  await expect(ask(unit)).rejects.toMatchObject({ name: 'AwsCallError', outcome: 'malformed' });
});
