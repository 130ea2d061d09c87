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
    for (const item of line.lines)
      expect(Object.keys(item)).toEqual([
        'rule',
        'lowMicroUsd',
        'highMicroUsd',
        'priceSource',
        'discountPercent',
      ]);
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
      'bill',
      'delta',
      'footprint',
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

  it('says by which price a line is made, and what was taken off', () => {
    const [key] = report.all.filter(({ lines }) => lines.some((line) => line.price !== null));
    if (!key) throw new Error('no priced key');
    const lines = key.lines.map((line) => ({
      ...line,
      price: line.price && { ...line.price, source: 'bundled' as const, discountPercent: 12.5 },
    }));
    expect(keyLine({ ...key, lines }).lines[0]).toMatchObject({
      priceSource: 'bundled',
      discountPercent: 12.5,
    });
    expect(keyLine(key).lines[0]).toMatchObject({ priceSource: 'list', discountPercent: 0 });
  });

  it('has the bill of the month where one was kept, and what the scan itself asked', () => {
    expect(summary.bill).toBeNull();
    const amount = { lowMicroUsd: 1, highMicroUsd: 2 };
    const bill = { month: '2026-11', soFar: amount, expected: amount };
    const requests = { 'kms:DescribeKey': 10, 'sts:GetCallerIdentity': 2 };
    const kept = summaryDocument({ ...report.manifest, bill, requests }, report.groups);
    expect(kept.bill).toEqual(bill);
    // Ten requests at $0.000003.
    expect(kept.footprint).toEqual({ requests: 12, kmsRequests: 10, lowMicroUsd: 0, highMicroUsd: 30 });
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
