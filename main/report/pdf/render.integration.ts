import { beforeAll, describe, expect, it } from 'vitest';
import { usd } from '../../../shared/format/money.ts';
import { isFree } from '../tally.ts';
import { FOREIGN_ALIASES, HOSTILE_ALIAS } from '../testing/made-up.ts';
import { makeReport } from '../testing/made-up-report.ts';
import { pdfPages } from '../testing/pdf-text.ts';
import { StatementMismatchError } from './error.ts';
import { renderPdf } from './render.ts';

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const AMOUNT = /([\d,]+\.\d\d)(?: – ([\d,]+\.\d\d))?$/;

function titled(pages: readonly string[], title: string): string[] {
  return pages.filter((page) => page.trimStart().startsWith(title));
}

/** Both ends of the amount at the end of a line, in cents. */
function centsOf(line: string): [low: number, high: number] {
  const [, low = '', high = low] = AMOUNT.exec(line.trimEnd()) ?? [];
  const cents = (text: string) => Math.round(Number(text.replaceAll(',', '')) * 100);
  return [cents(low), cents(high)];
}

describe.each([300, 2_000])('the report of %i keys', (count) => {
  const report = makeReport(count);
  let bytes: Uint8Array;
  let pages: string[];

  beforeAll(async () => {
    bytes = await renderPdf(report);
    pages = pdfPages(bytes);
  });

  it('states the totals on its cover', () => {
    const { total, keys, hsms } = report.manifest.runRate;
    const cover = pages[0] ?? '';
    for (const amount of [total, keys]) {
      expect(cover).toContain(usd(amount.lowMicroUsd));
      expect(cover).toContain(usd(amount.highMicroUsd ?? Number.NaN));
    }
    expect(cover).toContain(usd(hsms.lowMicroUsd).slice(1));
    expect(cover).toContain('November 2026');
  });

  it('numbers every page of all', () => {
    pages.forEach((page, index) => {
      expect(page.trimEnd().endsWith(`${index + 1} of ${pages.length}`)).toBe(true);
    });
  });

  it('lists every key once, under heads that every page repeats', () => {
    const lists = [...titled(pages, 'Key inventory'), ...titled(pages, 'Keys that cost nothing')];
    const printed = lists.flatMap((page) => page.match(ID) ?? []).sort();
    expect(printed).toEqual(report.all.map(({ key }) => key.keyId).sort());
    for (const page of lists) expect(page).toMatch(/Region +Alias +Key id +Owner +Spec +State/);
  });

  it('carries forward what the pages before add up to', () => {
    let [low, high, keys] = [0, 0, 0];
    titled(pages, 'Key inventory').forEach((page, index) => {
      const lines = page.split('\n');
      const brought = lines.find((line) => line.startsWith('Brought forward'));
      expect(brought === undefined).toBe(index === 0);
      if (brought !== undefined) {
        expect(brought).toContain(`, ${keys.toLocaleString('en-US')} keys`);
        expect(centsOf(brought)).toEqual([low, high]);
      }
      for (const line of lines.filter((text) => text.match(ID))) {
        const [lowCents, highCents] = centsOf(line);
        low += lowCents;
        high += highCents;
        keys += 1;
      }
      const carried = lines.find((line) => line.startsWith('Carried forward'));
      if (carried === undefined) return;
      expect(carried).toContain(`, ${keys.toLocaleString('en-US')} keys`);
      expect(centsOf(carried)).toEqual([low, high]);
    });
    const stated = report.manifest.runRate.keys;
    expect([low * 10_000, high * 10_000]).toEqual([stated.lowMicroUsd, stated.highMicroUsd]);
    expect(keys).toBe(report.all.filter((key) => !isFree(key)).length);
  });

  it('points from the contents to the pages', () => {
    const cover = pages[0] ?? '';
    for (const title of [
      'Where the money goes',
      'Key inventory',
      'Keys that cost nothing',
      'CloudHSM',
      'Findings',
      'What was not read',
      'Rules and prices',
    ]) {
      const page = Number(new RegExp(`^${title}(?::.*?)? {2,}(\\d+)`, 'm').exec(cover)?.[1]);
      expect(pages[page - 1]?.trimStart().startsWith(title), `${title}, page ${page}`).toBe(true);
    }
  });

  it('prints names of any script, and disarms a hostile one', () => {
    const text = pages.join('\n');
    for (const alias of FOREIGN_ALIASES) expect(text).toContain(alias.replace('alias/', ''));
    expect(text).toContain('evilgnp.exe');
    expect(text).not.toContain(HOSTILE_ALIAS.slice(10, 11));
  });

  it('is the same bytes again', async () => {
    expect(Buffer.from(await renderPdf(makeReport(count))).equals(Buffer.from(bytes))).toBe(true);
  });
});

describe('a difficult report', () => {
  it('continues a key on the next page rather than cutting it off', async () => {
    const report = makeReport(40);
    const aliases = Array.from(
      { length: 60 },
      (_, index) => `alias/n${String(index).padStart(2, '0')}-${'x'.repeat(240)}`,
    );
    const all = report.all.map((key, index) =>
      index === 3 ? { ...key, key: { ...key.key, aliases } } : key,
    );
    const keys = async function* () {
      yield all;
    };
    const text = pdfPages(await renderPdf({ ...report, keys })).join('\n');
    for (const alias of aliases) expect(text).toContain(alias.slice(6, 10));
    expect(text.match(/x/g)?.length).toBeGreaterThanOrEqual(60 * 240);
  });

  it('states nothing where there is nothing', async () => {
    const report = makeReport(0);
    const nothing = { lowMicroUsd: 0, highMicroUsd: 0 };
    const manifest = { ...report.manifest, runRate: { keys: nothing, hsms: nothing, total: nothing } };
    const groups = { account: [], region: [], owner: [], kind: [] };
    const pages = pdfPages(
      await renderPdf({
        ...report,
        manifest,
        groups,
        clusters: [],
        keyStores: [],
        findings: [],
        trend: [],
        previous: null,
      }),
    );
    expect(pages[0]).toContain('$0');
    expect(pages[0]).not.toContain('Key inventory');
  });

  it('says on its cover and on every page that a sample is one', async () => {
    const report = makeReport(30);
    const pages = pdfPages(await renderPdf({ ...report, manifest: { ...report.manifest, sample: true } }));
    expect(pages[0]).toContain('Sample data: an invented organisation');
    for (const page of pages) expect(page).toMatch(/Sample data|\(sample\)/);
  });

  it('refuses keys that do not add up to the manifest', async () => {
    const report = makeReport(30);
    const charged = report.all.find((key) => !isFree(key));
    expect(charged).toBeDefined();
    const keys = async function* () {
      yield report.all.filter((key) => key !== charged);
    };
    await expect(renderPdf({ ...report, keys })).rejects.toThrow(StatementMismatchError);
  });
});
