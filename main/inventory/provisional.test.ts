import { describe, expect, it } from 'vitest';
import type { KeyRecord, Rotation } from '../../shared/model/key.ts';
import type { KnownKey } from '../../shared/model/known.ts';
import { callError, type FakeKey } from './testing/fake-aws.ts';
import { fixture, gather, scanned } from './testing/run-scan.ts';

const rotation: Rotation = { date: '2026-01-02T00:00:00.000Z', type: 'AUTOMATIC' };
const rotating = (count: number): FakeKey[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `k${index}`,
    aliases: [`alias/${index}`],
    tags: [{ key: 'Owner', value: 'Payments' }],
    metadata: { currentMaterialId: `m${index}` },
    rotations: [rotation],
  }));
const here = (keys: readonly FakeKey[]) => ({ 'eu-west-1': { keys } });
const arnOf = (id: string) => `arn:aws:kms:eu-west-1:111111111111:key/${id}`;

describe('rows before they are whole', () => {
  it('come as DescribeKey has answered, and the history changes nothing else', async () => {
    const { plan, options, clock } = fixture(here(rotating(400)));
    const described = new Map<string, number>();
    const whole = new Map<string, number>();
    const run = gather(plan, options, (event) => {
      if (event.type !== 'keys' && event.type !== 'provisional') return;
      const seen = event.type === 'keys' ? whole : described;
      for (const { arn } of event.keys) if (!seen.has(arn)) seen.set(arn, clock.now());
    });
    const { keys } = await clock.drive(run);
    expect(described.size).toBe(400);
    // 400 states and statuses take half a second, 400 histories at 100 a second take four.
    expect(Math.max(...described.values())).toBeLessThan(1000);
    expect(Math.max(...whole.values())).toBeGreaterThan(3700);
    expect(new Set(keys.map(({ arn }) => arn)).size).toBe(400);
  });

  it('tell state, status, aliases and tags while only the history is out, and never come after the whole row', async () => {
    const { events } = await scanned(here(rotating(300)));
    const last = new Map<string, KeyRecord>();
    const final = new Set<string>();
    for (const event of events) {
      if (event.type === 'keys') for (const { arn } of event.keys) final.add(arn);
      if (event.type !== 'provisional') continue;
      for (const key of event.keys) {
        expect(final.has(key.arn)).toBe(false);
        last.set(key.arn, key);
      }
    }
    expect(last.size).toBe(300);
    expect(last.get(arnOf('k200'))).toMatchObject({
      aliases: ['alias/200'],
      metadata: { status: 'read' },
      rotationStatus: { status: 'read' },
      rotations: { status: 'unread', outcome: 'notAsked' },
      tags: { status: 'read', value: [{ key: 'Owner', value: 'Payments' }] },
    });
  });

  it('come while the keys are still being listed', async () => {
    const { plan, options, clock } = fixture(here(rotating(2500)), ({ operation }) =>
      operation === 'kms:ListKeys' ? clock.sleep(1000).then(() => undefined) : undefined,
    );
    let first = Number.POSITIVE_INFINITY;
    const run = gather(plan, options, ({ type }) => {
      if (type === 'provisional') first = Math.min(first, clock.now());
    });
    const { keys } = await clock.drive(run);
    expect(keys).toHaveLength(2500);
    // Three pages of a second each.
    expect(first).toBeLessThan(2000);
  });

  it('are exact as soon as the history has come, though the listings take longer', async () => {
    const { plan, options, clock } = fixture(here(rotating(20)), ({ operation }) =>
      operation === 'tag:GetResources' ? clock.sleep(30_000).then(() => undefined) : undefined,
    );
    const known = new Map<string, number>();
    const run = gather(plan, options, (event) => {
      if (event.type !== 'provisional') return;
      for (const { arn, rotations } of event.keys)
        if (rotations.status === 'read') known.set(arn, clock.now());
    });
    const { keys } = await clock.drive(run);
    expect(known.size).toBe(20);
    expect(Math.max(...known.values())).toBeLessThan(5000);
    expect(keys.every(({ tags }) => tags.status === 'read')).toBe(true);
  });

  it('are the same where so many wait that they are packed meanwhile', async () => {
    const { events, keys } = await scanned(here(rotating(16_000)));
    expect(new Set(keys.map(({ arn }) => arn)).size).toBe(16_000);
    const shown = new Map<string, KeyRecord>();
    for (const event of events) {
      if (event.type === 'provisional') for (const key of event.keys) shown.set(key.arn, key);
    }
    for (const key of keys) {
      expect(key.rotations).toEqual({ status: 'read', value: [rotation] });
      expect({ ...shown.get(key.arn), rotations: null }).toEqual({ ...key, rotations: null });
    }
  });

  it('do not come for keys that nothing is out for', async () => {
    const signing = rotating(50).map((key) => ({
      ...key,
      metadata: { spec: 'RSA_2048', usage: 'SIGN_VERIFY' },
    }));
    // DescribeKey takes longer than the listings do.
    const { plan, options, clock } = fixture(here(signing), ({ operation }) =>
      operation === 'kms:DescribeKey' ? clock.sleep(20).then(() => undefined) : undefined,
    );
    const { events } = await clock.drive(gather(plan, options));
    expect(events.some(({ type }) => type === 'provisional')).toBe(false);
  });
});

describe('a scan that knows the last snapshot', () => {
  const NOW = new Date('2026-11-24T00:00:00Z');
  const known = (material: string, rotations: readonly Rotation[]): KnownKey => ({
    currentMaterialId: material,
    rotations,
    complete: true,
    rotationsAsOf: '2026-11-23T00:00:00.000Z',
    status: {
      value: { enabled: true, periodDays: 365, nextRotationAt: null, onDemandStartedAt: null },
      asOf: '2026-11-23T00:00:00.000Z',
    },
  });

  async function later(keys: readonly FakeKey[], snapshot: Readonly<Record<string, KnownKey>>) {
    const { aws, plan, options, clock } = fixture(here(keys));
    const knowledge = { keys: (arn: string) => snapshot[arn], now: NOW };
    const run = await clock.drive(gather(plan, { ...options, knowledge }));
    const asked = (operation: string) =>
      aws.calls.filter((call) => call.operation === operation).map(({ subject }) => subject);
    return { ...run, asked };
  }

  it('asks only the keys that have rotated since, and those that it does not know', async () => {
    const { keys, asked, result } = await later(rotating(4), {
      [arnOf('k0')]: known('m0', [rotation]),
      [arnOf('k1')]: known('older', [rotation]),
      [arnOf('k2')]: known('older', [rotation, rotation]),
    });
    expect(asked('kms:DescribeKey')).toHaveLength(4);
    expect(asked('kms:ListKeyRotations').sort()).toEqual(['k1', 'k3']);
    expect(asked('kms:GetKeyRotationStatus').sort()).toEqual(['k1', 'k2', 'k3']);
    const statusOf = (id: string) => keys.find(({ keyId }) => keyId === id)?.rotations.status;
    expect(['k0', 'k1', 'k2', 'k3'].map(statusOf)).toEqual(['read', 'read', 'partial', 'read']);
    expect(result.complete).toBe(true);
  });

  it('keeps nothing of a key that is to be deleted, or whose DescribeKey is denied', async () => {
    const snapshot = { [arnOf('k0')]: known('m0', [rotation]) };
    const [key] = rotating(1);
    const pending = await later([{ id: 'k0', ...key, metadata: { state: 'PendingDeletion' } }], snapshot);
    expect(pending.keys[0]?.rotations).toEqual({ status: 'unread', outcome: 'notAsked' });
    const { plan, options, clock } = fixture(here(rotating(1)), ({ operation }) =>
      operation === 'kms:DescribeKey' ? callError(operation, 'denied') : undefined,
    );
    const knowledge = { keys: (arn: string) => snapshot[arn], now: NOW };
    const { keys } = await clock.drive(gather(plan, { ...options, knowledge }));
    expect(keys[0]?.rotations).toEqual({ status: 'unread', outcome: 'notAsked' });
  });
});
