import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCore } from '../../main/core/open-core.ts';
import type { KeyLine, SummaryDocument } from '../../main/report/json.ts';
import type { KeyRecord } from '../../shared/model/key.ts';
import type { LedgerKey } from '../../shared/model/ledger.ts';
import { known, NOT_APPLICABLE } from '../../shared/model/outcome.ts';
import { demandAll } from '../setup/demand.ts';
import { freshHome, keyledger } from '../setup/program.ts';
import { findMoto } from './install.ts';
import { fill, type Made, type MadeKey, type MotoServer, startMoto } from './server.ts';

const REGIONS = ['us-east-1', 'eu-west-1'] as const;

function missing(): string | null {
  if (!existsSync('out/cli.cjs')) return 'the program is not built: npm run build';
  return 'why' in moto ? moto.why : null;
}

const moto = findMoto();
const why = missing();
if (why !== null) console.log(`skipped: the third-party check: ${why}`);

it.runIf(demandAll)('has what it needs', () => expect(why).toBeNull());

/** $1, $1 each for two rotations, nothing once deletion is scheduled; of the key without usage nothing is known. */
function dollars({ usage, state, rotations }: MadeKey): readonly [low: number, high: number] {
  if (usage === null) return [0, 3];
  const cost = state === 'PendingDeletion' ? 0 : 1 + Math.min(rotations?.length ?? 0, 2);
  return [cost, cost];
}

function ownerOf({ tags }: MadeKey): string | null {
  return tags.find(({ key }) => key.toLowerCase() === 'owner')?.value ?? null;
}

/** The times of both to the millisecond; Python keeps microseconds. */
function ms(seconds: number | null | undefined): number | null {
  return typeof seconds === 'number' ? Math.floor(seconds * 1000) : null;
}

function time(iso: string | null | undefined): number | null {
  return iso ? Date.parse(iso) : null;
}

function metadataOf({ metadata }: KeyRecord) {
  const { description, createdAt, deletionDate, multiRegion } = known(metadata) ?? {};
  const replicaArns = [...(multiRegion?.replicaArns ?? [])].sort();
  return {
    description,
    createdAt: time(createdAt),
    deletionDate: time(deletionDate),
    multiRegion: multiRegion ? { ...multiRegion, replicaArns } : null,
  };
}

function expectedMetadata({ description, createdAt, deletionDate, multiRegion }: MadeKey) {
  return { description, createdAt: ms(createdAt), deletionDate: ms(deletionDate), multiRegion };
}

function rotationOf({ rotations, rotationStatus }: KeyRecord) {
  const dates = known(rotations)?.map(({ date }) => time(date)) ?? null;
  return { status: rotations.status, dates, enabled: known(rotationStatus)?.enabled ?? null };
}

/** Newest first; imported material has no status of its own to ask for. */
function expectedRotation({ rotations, rotationEnabled, origin }: MadeKey) {
  return {
    status: rotations ? 'read' : 'notApplicable',
    dates: rotations?.map(ms).sort((a, b) => Number(b) - Number(a)) ?? null,
    enabled: origin === 'EXTERNAL' ? null : rotationEnabled,
  };
}

describe.skipIf(why !== null)('what boto3 made in moto', () => {
  const { data, env: fresh } = freshHome();
  const credentials = join(dirname(data), 'credentials');
  let server: MotoServer;
  let env: NodeJS.ProcessEnv;
  let made: Made;
  let exit: number | null;
  let summary: SummaryDocument;
  let listed: readonly KeyLine[];
  const records = new Map<string, LedgerKey>();

  beforeAll(async () => {
    if ('why' in moto) throw new Error(moto.why);
    server = await startMoto(moto);
    made = fill(moto, server.url, REGIONS);
    mkdirSync(dirname(credentials), { recursive: true });
    writeFileSync(
      credentials,
      '[moto]\nregion = us-east-1\naws_access_key_id = testing\naws_secret_access_key = testing\n',
    );
    env = { ...fresh, AWS_SHARED_CREDENTIALS_FILE: credentials, AWS_ENDPOINT_URL: server.url };
    const scan = ['scan', '--profile', 'moto', '--json', '--data', data, '--regions', REGIONS.join(',')];
    const scanned = keyledger(scan, env);
    exit = scanned.status;
    summary = JSON.parse(scanned.stdout);
    const { stdout } = keyledger(['list', '--json', '--data', data], env);
    listed = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const core = await openCore({ dataDir: data, env: {}, version: '0.0.0' });
    for await (const keys of core.keys.each('latest', {}))
      for (const one of keys) records.set(one.key.arn, one);
    const { clusters } = await core.hsms.list('latest');
    await core.close();
    expect(clusters.map(({ cluster }) => cluster)).toHaveLength(made.clusters.length);
    for (const { id, hsms, ...cluster } of made.clusters) {
      const read = clusters.find((one) => one.cluster.id === id);
      expect(read?.cluster).toMatchObject(cluster);
      expect(read?.cluster.hsms).toHaveLength(hsms);
      expect(read?.amount).toEqual({ lowMicroUsd: 0, highMicroUsd: 0 });
    }
  });

  afterAll(async () => {
    await server?.stop();
    rmSync(dirname(data), { recursive: true, force: true });
  });

  it('is listed with the same fields, at the price that its rotations make', () => {
    expect(made.keys).toHaveLength(21);
    expect(listed.map(({ arn }) => arn).sort()).toEqual(made.keys.map(({ arn }) => arn).sort());
    for (const key of made.keys) {
      const { arn, keyId, account, region, aliases } = key;
      const metadata = {
        manager: key.manager,
        state: key.state,
        spec: key.spec,
        usage: key.usage,
        origin: key.origin,
      };
      const unknown = { manager: null, state: null, spec: null, usage: null, origin: null };
      const [low, high] = dollars(key);
      const { lines, ...line } = listed.find((one) => one.arn === arn) as KeyLine;
      expect(line).toMatchObject({
        ...{ arn, keyId, account, region, aliases, owner: ownerOf(key) },
        ...(key.usage === null ? unknown : metadata),
        ...{ lowMicroUsd: low * 1e6, highMicroUsd: high * 1e6 },
      });
      expect(lines.length).toBeGreaterThan(0);
    }
  });

  it('is kept with the same dates, families, tags and rotations', () => {
    for (const one of made.keys) {
      const key = records.get(one.arn)?.key;
      expect(known(key?.tags ?? NOT_APPLICABLE)).toEqual(one.tags);
      if (one.usage === null) expect(key?.metadata).toEqual({ status: 'unread', outcome: 'malformed' });
      else expect(key && metadataOf(key)).toEqual(expectedMetadata(one));
      const read = one.usage !== null && one.state !== 'PendingDeletion';
      if (key && read) expect(rotationOf(key)).toEqual(expectedRotation(one));
    }
  });

  it('what moto lacks ends as malformed, with the bundled prices, never as a crash', () => {
    expect(exit).toBe(3);
    expect(summary.complete).toBe(false);
    expect(summary.prices.source).toBe('bundled');
    const gaps = summary.coverage.map(({ operation, outcome, region, count }) => [
      operation,
      region,
      outcome,
      count,
    ]);
    expect(gaps.sort()).toEqual([
      ['kms:DescribeCustomKeyStores', 'eu-west-1', 'malformed', 1],
      ['kms:DescribeCustomKeyStores', 'us-east-1', 'malformed', 1],
      ['kms:DescribeKey', 'us-east-1', 'malformed', 1],
      ['pricing:GetProducts', 'us-east-1', 'malformed', 1],
    ]);
    const total = made.keys.map(dollars);
    expect(summary.runRate.total).toEqual({
      lowMicroUsd: total.reduce((sum, [low]) => sum + low, 0) * 1e6,
      highMicroUsd: total.reduce((sum, [, high]) => sum + high, 0) * 1e6,
    });
    expect(summary.counts).toEqual({
      customerKeys: 20,
      awsManagedKeys: 0,
      unknownKeys: 1,
      clusters: 2,
      hsms: 0,
    });
  });

  it('without ListRegions every region that takes the credentials is read, to the same total', () => {
    const { stdout } = keyledger(['scan', '--profile', 'moto', '--json', '--data', data], env);
    const everywhere: SummaryDocument = JSON.parse(stdout);
    // The 17 default ones, and the 17 to opt into, all of which moto answers for.
    expect(everywhere.scope.regions).toHaveLength(34);
    expect(everywhere.runRate).toEqual(summary.runRate);
    expect(everywhere.coverage).toContainEqual(
      expect.objectContaining({ operation: 'account:ListRegions', outcome: 'malformed', count: 1 }),
    );
  });
});
