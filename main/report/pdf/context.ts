import type { ReportInput } from '../input.ts';
import type { Tally } from '../tally.ts';
import { Flow } from './flow.ts';
import { drawFoot, drawHead, type Frame, MARGIN } from './frame.ts';
import type { Sheet } from './sheet.ts';

/** What every section draws from, and where. */
export interface Context {
  readonly sheet: Sheet;
  readonly frame: Frame;
  readonly input: ReportInput;
  readonly tally: Tally;
  /** Shown name of an account. */
  readonly accountName: (accountId: string) => string;
}

/** A part of the report with its own entry in the contents. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly draw: (context: Context) => void | Promise<void>;
}

/** Portrait pages of text and tables, headed by the section's name. */
export function textPages({ sheet, frame }: Context, title: string, note?: string): Flow {
  const edges = { left: MARGIN.portrait, right: 793.7 - MARGIN.portrait, limit: 1046 };
  return new Flow(sheet, edges, () => {
    sheet.addPage('portrait');
    drawHead(sheet, frame, title);
    drawFoot(sheet, note === undefined ? frame : { ...frame, note }, 'portrait');
    return 106;
  });
}
