import { expect, test } from 'vitest';
import type { HsmCluster } from '../../../shared/model/hsm.ts';
import { type Detail, read, unread } from '../../../shared/model/outcome.ts';
import type { ClusterBackup } from '../../../shared/model/policy.ts';
import { backupGap, backupWords } from './backup-words.ts';

const CLUSTER: HsmCluster = {
  accountId: '1',
  region: 'us-east-1',
  id: 'cluster-a',
  state: 'ACTIVE',
  hsmType: 'hsm2m.medium',
  mode: 'FIPS',
  networkType: null,
  createdAt: null,
  hsms: [],
  tags: [],
};

function backup(state: string): ClusterBackup {
  return {
    id: state,
    state,
    createdAt: null,
    copiedAt: null,
    sourceRegion: null,
    deletesAt: null,
    neverExpires: null,
  };
}

const said = (backups: Detail<readonly ClusterBackup[]>) => {
  const cluster = { ...CLUSTER, backups };
  return [backupWords(cluster), backupGap(cluster)?.title ?? null];
};

test('backups that were not asked for are "not read", with how to read them', () => {
  expect(backupWords(CLUSTER)).toBe('not read');
  expect(backupGap(CLUSTER)?.means).toContain('--depth full');
});

test('only what can be restored from counts; none is a figure, not a gap', () => {
  expect(said(read([backup('READY'), backup('PENDING_DELETION'), backup('DELETED')]))).toEqual(['1', null]);
  expect(said(read([]))).toEqual(['0', null]);
  expect(said(unread('denied'))).toEqual(['not read', 'Backups were not read: denied']);
  expect(said({ status: 'partial', value: [backup('READY')], outcome: 'throttledOut' })).toEqual([
    'at least 1',
    'Backups were read in part: throttled by AWS to the end',
  ]);
});
