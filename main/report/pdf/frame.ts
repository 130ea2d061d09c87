import { createHash } from 'node:crypto';
import { moment, monthYear } from '../../../shared/format/date.ts';
import type { Manifest } from '../../../shared/model/snapshot.ts';
import { HAIRLINE } from './colours.ts';
import { drawMark, type Mark } from './marks.ts';
import type { Orientation, Sheet } from './sheet.ts';
import { FOOT, INVENTORY_PLACE, INVENTORY_TITLE, RUNNING } from './type.ts';

/** What stands around the text of every page. */
export interface Frame {
  readonly organisation: string;
  readonly month: string;
  readonly snapshot: string;
  readonly note: string;
}

/** The hash of a snapshot is the SHA-256 of its list of file hashes, one "hash  name" line each, as sha256sum prints. */
export function snapshotHash(manifest: Manifest): string {
  const list = manifest.files.map((file) => `${file.sha256}  ${file.name}\n`).join('');
  return createHash('sha256').update(list).digest('hex');
}

export function organisationOf(manifest: Manifest): string {
  if (manifest.scope.organisation !== null) return manifest.scope.organisation;
  const accounts = manifest.scope.accounts;
  return accounts.length === 1 && accounts[0] ? accounts[0].name : `${accounts.length} accounts`;
}

export function frameOf(manifest: Manifest): Frame {
  const hash = snapshotHash(manifest);
  return {
    organisation: `${organisationOf(manifest)}${manifest.sample ? ' (sample)' : ''}`,
    month: monthYear(manifest.asOf),
    snapshot: `Snapshot ${moment(manifest.asOf)}  ·  sha256 ${hash.slice(0, 4)}…${hash.slice(-4)}`,
    note: manifest.sample
      ? 'Sample data: an invented organisation.'
      : 'Read only. Nothing in AWS was changed.',
  };
}

export const MARGIN: Readonly<Record<Orientation, number>> = { portrait: 60, landscape: 48 };

export interface Legend {
  readonly marks: readonly { readonly mark: Mark; readonly text: string }[];
  readonly note: string;
}

export function drawFoot(sheet: Sheet, frame: Frame, orientation: Orientation, legend?: Legend): void {
  const left = MARGIN[orientation];
  const right = sheet.width - left;
  const rule = sheet.height - (orientation === 'portrait' ? 55.5 : 48);
  const y = rule + 18.5;
  sheet.rule(left, rule, right, HAIRLINE);
  const of = `${sheet.page} of ${sheet.pages}`;
  sheet.text(of, right, y, FOOT, 'right');
  sheet.text(frame.snapshot, right - 84, y, FOOT, 'right');
  if (!legend) {
    sheet.text(frame.note, left, y, FOOT);
    return;
  }
  let x = left;
  for (const { mark, text } of legend.marks) {
    drawMark(sheet, mark, x + 5, y - 3.8, 0.9);
    x = sheet.write(text, x + 14, y, FOOT) + 10;
  }
  sheet.text(legend.note, x, y, FOOT);
}

/** The head of an inner page. */
export function drawHead(sheet: Sheet, frame: Frame, title: string): void {
  const right = sheet.width - MARGIN.portrait;
  sheet.text(title, MARGIN.portrait, 71, RUNNING);
  sheet.text(`${frame.organisation}, ${frame.month}`, right, 71, RUNNING, 'right');
}

/** The head of an inventory page: what is listed, and whose. */
export function drawWideHead(sheet: Sheet, frame: Frame, title: string, place: string): void {
  const right = sheet.width - MARGIN.landscape;
  const about = `${frame.organisation}, ${frame.month}  ·  $ a month`;
  const after = sheet.write(title, MARGIN.landscape, 51, INVENTORY_TITLE);
  const room = right - sheet.measure(about, RUNNING) - 24 - (after + 8);
  const [line = '', ...rest] = sheet.wrap(place, INVENTORY_PLACE, room);
  sheet.text(line, after + 8, 51, INVENTORY_PLACE);
  if (rest[0] !== undefined) sheet.text(rest.join(' '), after + 8, 64, { ...INVENTORY_PLACE, size: 9.5 });
  sheet.text(about, right, 51, RUNNING, 'right');
}
