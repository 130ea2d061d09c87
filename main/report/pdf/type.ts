import { INK, INK2, INK3 } from './colours.ts';

export type Weight = 400 | 500 | 600;

/** Sizes are CSS pixels at 96 dpi, as the design counts. `tracking` is in em. */
export interface TextStyle {
  readonly face: 'sans' | 'mono';
  readonly weight: Weight;
  readonly size: number;
  readonly colour: string;
  readonly tracking?: number;
}

function sans(size: number, weight: Weight = 400, colour = INK): TextStyle {
  return { face: 'sans', weight, size, colour };
}

export const FIGURE: TextStyle = { ...sans(46, 500), tracking: -0.022 };
export const OWNER_FIGURE: TextStyle = { ...sans(40, 500), tracking: -0.022 };
export const TITLE: TextStyle = { ...sans(40, 500), tracking: -0.015 };
export const OWNER_NAME = sans(25, 500, INK2);
export const WORDMARK = sans(14.5, 600);
export const LEAD = sans(12.75);
export const LEAD_STRONG = sans(12.75, 600);
export const HEADING = sans(13, 600);
export const BODY = sans(12);
export const BODY_STRONG = sans(12, 600);
export const BODY_SECOND = sans(12, 400, INK2);
export const BODY_NOTE = sans(12, 400, INK3);
export const CAPTION = sans(12.5, 400, INK3);
export const COLUMN_HEAD = sans(11.5, 500, INK2);
export const RUNNING = sans(11, 400, INK3);
export const FOOT = sans(10.5, 400, INK3);

export const CELL = sans(10.5);
export const CELL_SECOND = sans(10.5, 400, INK2);
export const CELL_NOTE = sans(10.5, 400, INK3);
export const CELL_STRONG = sans(10.5, 600);
export const CELL_HEAD = sans(10.5, 500, INK2);
export const CELL_ID: TextStyle = { face: 'mono', weight: 400, size: 9.5, colour: INK3 };
export const INVENTORY_TITLE = sans(12.5, 600);
export const INVENTORY_PLACE = sans(12.5, 400, INK2);
