export const PAGE_ROWS = 200;

/**
 * Browsers do not lay out elements of any height (Chromium stops near 33.5 million px, Firefox near 17.8), so a
 * longer list is drawn in a shorter one that scrolls in proportion.
 */
export const MAX_SPACE_PX = 12_000_000;

/** The offsets of the pages that hold rows `first` to `last`. */
export function pagesFor(first: number, last: number, total: number): readonly number[] {
  if (total === 0) return [];
  const end = Math.min(last, total - 1);
  const from = Math.floor(Math.max(0, first) / PAGE_ROWS);
  const to = Math.floor(Math.max(0, end) / PAGE_ROWS);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => (from + index) * PAGE_ROWS);
}

export interface Scale {
  /** Height of the element that scrolls, px. */
  readonly space: number;
  /** Where the list is, for a scroll position; and back. Both in px from the top. */
  readonly toList: (scroll: number) => number;
  readonly toScroll: (list: number) => number;
}

/** How a list of `height` px scrolls within what a browser can lay out, seen through a window of `view` px. */
export function scaleFor(height: number, view: number): Scale {
  const space = Math.min(height, MAX_SPACE_PX);
  const listRange = Math.max(0, height - view);
  const scrollRange = Math.max(0, space - view);
  const ratio = scrollRange === 0 ? 1 : listRange / scrollRange;
  return { space, toList: (scroll) => scroll * ratio, toScroll: (list) => list / ratio };
}

/** "rows 125–146 of 633"; the window is what is wholly or in part seen, counted from 1. */
export function windowWords(first: number, last: number, total: number): string {
  if (total === 0) return 'no rows';
  const from = Math.min(first, total - 1) + 1;
  const to = Math.min(last, total - 1) + 1;
  const format = (value: number) => value.toLocaleString('en-US');
  return `rows ${format(from)}–${format(to)} of ${format(total)}`;
}

/** The row that is active after a key in a list of `total` rows; null where the key does not move. */
export function rowAfter(key: string, active: number, total: number, page: number): number | null {
  const within = (row: number) => Math.min(total - 1, Math.max(0, row));
  if (total === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return within(active + 1);
    case 'ArrowUp':
      return within(active - 1);
    case 'PageDown':
      return within(active + page);
    case 'PageUp':
      return within(active - page);
    case 'Home':
      return 0;
    case 'End':
      return total - 1;
    default:
      return null;
  }
}
