import PDFDocument from 'pdfkit';
import { monthYear } from '../../../shared/format/date.ts';
import { range } from '../../../shared/format/money.ts';
import type { ReportInput } from '../input.ts';
import { type Tally, tally } from '../tally.ts';
import type { Context, Section } from './context.ts';
import { StatementMismatchError } from './error.ts';
import { FontBook } from './fonts.ts';
import { frameOf, organisationOf } from './frame.ts';
import { drawCover } from './sections/cover.ts';
import { findingsSection } from './sections/findings.ts';
import { hsmSection } from './sections/hsms.ts';
import { keySections } from './sections/key-parts.ts';
import { MONEY } from './sections/money.ts';
import { ownersSection } from './sections/owners.ts';
import { RULES_AND_PRICES } from './sections/rules.ts';
import { UNREAD } from './sections/unread.ts';
import { type Pagination, Sheet } from './sheet.ts';

function sectionsOf(input: ReportInput, sums: Tally): Section[] {
  return [
    MONEY,
    ...keySections(sums),
    hsmSection(input),
    ownersSection(sums),
    findingsSection(input),
    UNREAD,
    RULES_AND_PRICES,
  ].filter((section) => section !== null);
}

/** Every date and the file's identity come from the snapshot, so that the same snapshot prints the same bytes. */
function newDocument({ manifest }: ReportInput): PDFKit.PDFDocument {
  const finished = new Date(manifest.finishedAt);
  return new PDFDocument({
    autoFirstPage: false,
    margin: 0,
    lang: 'en-GB',
    displayTitle: true,
    info: {
      Title: `Statement of key and HSM cost, ${organisationOf(manifest)}, ${monthYear(manifest.asOf)}`,
      Subject: `Snapshot ${manifest.id}`,
      Creator: 'Keyledger',
      CreationDate: finished,
      ModDate: finished,
    },
  });
}

async function drawAll(context: Context, sections: readonly Section[]): Promise<Pagination> {
  drawCover(context, sections);
  for (const section of sections) await section.draw(context);
  return { pages: context.sheet.page, starts: context.sheet.starts };
}

async function bytesOf(document: PDFKit.PDFDocument, draw: () => Promise<unknown>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    document.on('end', resolve);
    document.on('error', reject);
  });
  await draw();
  document.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}

/**
 * The report of one snapshot as a PDF: the same bytes for the same input.
 *
 * @throws StatementMismatchError where the keys do not add up to the manifest's run rate
 */
export async function renderPdf(input: ReportInput): Promise<Uint8Array> {
  const { manifest } = input;
  const sums = await tally(input.keys(), input.clusters);
  const { lowMicroUsd, highMicroUsd } = sums.charged.amount;
  const stated = manifest.runRate.keys;
  if (lowMicroUsd !== stated.lowMicroUsd || highMicroUsd !== stated.highMicroUsd) {
    throw new StatementMismatchError(manifest.id, range(sums.charged.amount), range(stated));
  }
  const document = newDocument(input);
  const fonts = new FontBook(document);
  const names = new Map(manifest.scope.accounts.map((account) => [account.id, account.name]));
  const sections = sectionsOf(input, sums);
  const context = (found: Pagination | null): Context => ({
    sheet: new Sheet(document, fonts, found),
    frame: frameOf(manifest),
    input,
    tally: sums,
    accountName: (id) => names.get(id) ?? id,
  });
  const found = await drawAll(context(null), sections);
  return bytesOf(document, () => drawAll(context(found), sections));
}
