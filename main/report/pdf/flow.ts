import type { Sheet } from './sheet.ts';

/** Where the next thing goes: a column of text that turns to a new page when it is full. */
export class Flow {
  y = 0;
  readonly sheet: Sheet;
  readonly left: number;
  readonly right: number;
  private readonly limit: number;
  private readonly open: () => number;
  private readonly close: () => void;

  /**
   * @param limit the y that rows may reach
   * @param open adds a page with all that stands above the rows; returns the y where they start
   * @param close draws what stands below the rows before a page is turned
   */
  constructor(
    sheet: Sheet,
    edges: { left: number; right: number; limit: number },
    open: () => number,
    close = () => {},
  ) {
    this.sheet = sheet;
    this.left = edges.left;
    this.right = edges.right;
    this.limit = edges.limit;
    this.open = open;
    this.close = close;
    this.y = open();
  }

  get room(): number {
    return this.limit - this.y;
  }

  turn(): void {
    this.close();
    this.y = this.open();
  }

  /** Turns the page unless `height` fits on this one. True when it turned. */
  need(height: number): boolean {
    if (height <= this.room) return false;
    this.turn();
    return true;
  }
}
