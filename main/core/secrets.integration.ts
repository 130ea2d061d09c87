import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { generateOrganisation } from '../sample/organisation.ts';
import { serveSample } from '../sample/serve.ts';
import { openCore } from './open-core.ts';
import { Ear } from './testing/ear.ts';
import { type Asking, inTheTerminal, overHttp, throughThePort } from './testing/every-door.ts';
import { formsOf, ISSUED, PLANTED, plantProfiles } from './testing/planted.ts';
import { quickClock } from './testing/quick-clock.ts';
import { serveTelltale } from './testing/telltale.ts';
import { everythingWritten } from './testing/written.ts';

/**
 * A full run through every door, with a secret of every kind planted and an endpoint that quotes what it is sent;
 * then everything that was written or said is searched for them.
 */
const ear = new Ear();
let written: ReadonlyMap<string, string>;
let pdf: string | null = null;
let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'keyledger-secrets-'));
  const [home, dataDir, folder] = [join(root, 'home'), join(root, 'data'), join(root, 'out')];
  await mkdir(folder);
  const organisation = generateOrganisation({
    seed: 1,
    keys: 96,
    asOf: new Date('2026-11-24T09:12:00Z'),
    accounts: 3,
    regions: ['us-east-1', 'eu-west-1'],
  });
  const endpoint = await serveSample({ organisation, latencyMs: 0, quotas: false, checkSignatures: false });
  const telltale = await serveTelltale(endpoint.url);
  const { env, profiles, broken } = await plantProfiles(home, organisation, telltale.url);
  ear.listen();
  try {
    const core = await openCore({ dataDir, env, version: '0.0.0', clock: quickClock(60) });
    const asking: Asking = { core, ear, env, profiles, broken, folder };
    await throughThePort(asking);
    await overHttp(asking);
    await inTheTerminal(asking);
    await core.close();
  } finally {
    ear.stop();
    await telltale.close();
    await endpoint.close();
  }
  const [kept, given] = [await everythingWritten(dataDir), await everythingWritten(folder)];
  written = new Map([...kept, ...given]);
  const told = spawnSync('pdftotext', ['-layout', '-', '-'], {
    input: await readFile(join(folder, 'keys.pdf')),
  });
  pdf = told.error ? null : told.stdout.toString();
});

afterAll(() => rm(root, { recursive: true, force: true }));

function placesOf(pattern: (text: string) => boolean): string[] {
  const places = [...written].filter(([, text]) => pattern(text)).map(([path]) => path.slice(root.length));
  return [
    ...places,
    ...(pattern(ear.text) ? ['said'] : []),
    ...(pdf !== null && pattern(pdf) ? ['pdf'] : []),
  ];
}

it('looks at what was really written and said', () => {
  expect(placesOf((text) => text.includes('arn:aws:kms:us-east-1:111122223333:key/')).length).toBeGreaterThan(
    8,
  );
  expect(placesOf((text) => text.includes('not authorized: AWS4-HMAC-SHA256'))).toContain('said');
  expect(ear.text).toContain('noise');
  expect(ear.text).toContain('CoreError');
});

it.each(Object.entries(PLANTED))('%s is nowhere', (_, secret) => {
  for (const form of formsOf(secret)) expect(placesOf((text) => text.includes(form))).toEqual([]);
});

it('the credentials that AWS issued are nowhere', () => {
  expect(placesOf((text) => ISSUED.test(text))).toEqual([]);
});
