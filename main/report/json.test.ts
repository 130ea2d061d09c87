import { describe, expect, it } from 'vitest';
import { unread } from '../../shared/model/outcome.ts';
import { keyLine, summaryDocument } from './json.ts';
import { makeReport } from './testing/made-up-report.ts';

const report = makeReport(60);

describe('keyLine', () => {
  it('has exactly the documented fields', () => {
    const [key] = report.all;
    if (!key) throw new Error('no key');
    const line = keyLine(key);
    expect(Object.keys(line)).toEqual([
      'arn',
      'account',
      'region',
      'keyId',
      'aliases',
      'manager',
      'state',
      'spec',
      'usage',
      'origin',
      'owner',
      'lowMicroUsd',
      'highMicroUsd',
      'lines',
    ]);
    for (const item of line.lines) expect(Object.keys(item)).toEqual(['rule', 'lowMicroUsd', 'highMicroUsd']);
    expect([line.lowMicroUsd, line.highMicroUsd]).toEqual([key.amount.lowMicroUsd, key.amount.highMicroUsd]);
  });

  it('is null where DescribeKey was not answered', () => {
    const [key] = report.all;
    if (!key) throw new Error('no key');
    const line = keyLine({ ...key, key: { ...key.key, metadata: unread('denied') } });
    expect([line.manager, line.state, line.spec, line.usage, line.origin]).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('summaryDocument', () => {
  const summary = summaryDocument(report.manifest, report.groups);

  it('has exactly the documented fields', () => {
    expect(Object.keys(summary)).toEqual([
      'snapshot',
      'complete',
      'scope',
      'counts',
      'runRate',
      'by',
      'coverage',
      'prices',
      'requests',
    ]);
    expect(Object.keys(summary.counts)).toEqual([
      'customerKeys',
      'awsManagedKeys',
      'unknownKeys',
      'clusters',
      'hsms',
    ]);
    expect(Object.keys(summary.runRate.total)).toEqual(['lowMicroUsd', 'highMicroUsd']);
    for (const groups of Object.values(summary.by)) {
      for (const group of groups)
        expect(Object.keys(group)).toEqual(['name', 'lowMicroUsd', 'highMicroUsd', 'keys']);
    }
  });

  it('names accounts by name, kinds by id, and no owner by null', () => {
    expect(summary.by.account.map(({ name }) => name).sort()).toEqual([
      'data-lake',
      'merchant-prod',
      'payments-prod',
      'sandbox',
    ]);
    expect(summary.by.kind.map(({ name }) => name)).toContain('hsm');
    expect(summary.by.owner.at(-1)?.name).toBeNull();
  });

  it('lists only what was not read', () => {
    expect(summary.coverage.map(({ operation, outcome, count }) => [operation, outcome, count])).toEqual([
      ['kms:ListKeys', 'scp', 1],
      ['kms:DescribeKey', 'denied', 8],
      ['kms:ListKeyRotations', 'denied', 11],
    ]);
    expect(Object.keys(summary.coverage[0] ?? {})).toEqual([
      'account',
      'region',
      'operation',
      'outcome',
      'count',
      'example',
    ]);
  });
});
