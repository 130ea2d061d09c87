import type { ScanEvent } from '../../../shared/model/progress.ts';
import type { KeyPage } from '../../../shared/model/query.ts';
import type { Core, ScanService } from '../../core/core.ts';
import { CoreError } from '../../core/error.ts';

/** What a conformance run may look at from the core's side of the transport. */
export interface Seen {
  watchEnded: number;
  watchAborted: boolean;
  pages: unknown[];
}

const EMPTY_PAGE: KeyPage = { rows: [], total: { keys: 0, amount: { lowMicroUsd: 0, highMicroUsd: null } } };

function rows(number: number): ScanEvent {
  return {
    type: 'rows',
    rows: Array.from({ length: number }, () => ({
      arn: 'arn:aws:kms:eu-west-1:111122223333:key/1',
      keyId: '1',
      alias: 'übung/鍵',
      aliases: [],
      accountId: '111122223333',
      accountName: 'payments-prod',
      region: 'eu-west-1',
      owner: null,
      kind: 'customer',
      manager: 'CUSTOMER',
      state: 'Enabled',
      spec: 'SYMMETRIC_DEFAULT',
      usage: 'ENCRYPT_DECRYPT',
      origin: 'AWS_KMS',
      createdAt: null,
      rotationCount: null,
      rotationBand: 'none',
      amount: { lowMicroUsd: 1_000_000, highMicroUsd: null },
    })),
  };
}

function scans(seen: Seen): ScanService {
  return {
    start: () => {
      throw new CoreError('SCAN_RUNNING', 'A scan is already running', 'Wait for it, or cancel it');
    },
    current: () => 'job-1',
    broken: async () => [],
    resume: unused,
    discard: unused,
    cancel: async () => null,
    async *watch(jobId, signal) {
      try {
        for (let at = 0; jobId === 'endless' || at < 20; at++) {
          yield rows(at % 3);
          await new Promise((resolve) => setTimeout(resolve, 2));
          if (signal?.aborted) return;
        }
        yield { type: 'finished', snapshotId: 'done', complete: true };
      } finally {
        seen.watchEnded++;
        seen.watchAborted = signal?.aborted === true;
      }
    },
  };
}

function unused(): never {
  throw new Error('not part of the conformance run: arn:aws:kms:secret');
}

/** A core that answers just what the conformance suite asks, and one plain error whose text must not travel. */
export function fakeCore(seen: Seen): Core {
  return {
    info: { version: '1.2.3', dataDir: '/data', bundledPricesAsOf: '2026-11-24' },
    profiles: { list: unused, preflight: unused },
    signIn: {
      async *start(profile) {
        yield { type: 'mfa', ask: 'ask-1', profile, device: 'arn:aws:iam::1:mfa/auditor', attempt: 1 };
        yield { type: 'done', accountId: '111122223333', arn: 'arn:aws:sts::1:assumed-role/r/s' };
      },
      answer: () => {
        throw new CoreError('NOT_FOUND', 'Nobody waits for that code any more', 'Sign the profile in again');
      },
    },
    sample: { serve: unused },
    scans: scans(seen),
    snapshots: {
      list: async () => [],
      get: async () => {
        throw new CoreError('NO_SNAPSHOT', 'Nothing has been read yet', 'keyledger scan --all-profiles');
      },
      overview: unused,
      groups: unused,
      verify: unused,
    },
    keys: {
      page: async (_, query) => {
        seen.pages.push(query);
        return EMPTY_PAGE;
      },
      facets: unused,
      get: unused,
      each: unused,
    },
    lastUse: { of: unused, start: unused, current: unused, ended: unused, cancel: unused },
    findings: { list: unused, keys: unused, exceptions: unused, except: unused, restore: unused },
    hsms: { list: unused },
    reports: {
      summary: unused,
      pdf: unused,
      csv: unused,
      json: unused,
    },
    prices: { current: unused, refresh: unused },
    settings: { path: '/data/settings.json', get: unused, set: unused },
    close: async () => undefined,
  };
}
