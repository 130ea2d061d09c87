import { useVirtualizer } from '@tanstack/react-virtual';
import type { RefObject } from 'react';
import { scaleFor } from './pages.ts';

interface WindowOptions {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly count: number;
  readonly rowHeight: number;
  /** Height of the head that sticks above the rows, px. */
  readonly head: number;
  readonly startAt: number;
}

export interface RowWindow {
  /** Height of the space that scrolls, px; shorter than the list where a browser could not lay the list out. */
  readonly space: number;
  /** Of the list, px; what `scrollTo` takes. */
  readonly offset: number;
  readonly rows: readonly { readonly index: number; readonly top: number }[];
  readonly first: number;
  readonly last: number;
  readonly perPage: number;
  readonly scrollTo: (offset: number) => void;
  /** Scrolls as little as needed for a row to be seen whole. */
  readonly show: (index: number) => void;
}

/** The rows that are seen, of a list of any length. Positions are mapped between the list and what can scroll. */
export function useRowWindow({ scroller, count, rowHeight, head, startAt }: WindowOptions): RowWindow {
  const view = () => Math.max(0, (scroller.current?.clientHeight ?? 600) - head);
  const scaleOf = (rows: number) => scaleFor(rows * rowHeight, view());
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialOffset: startAt,
    observeElementOffset: (instance, tell) => {
      const element = instance.scrollElement;
      if (!element) return;
      const report = () => tell(scaleOf(instance.options.count).toList(element.scrollTop), false);
      element.addEventListener('scroll', report, { passive: true });
      report();
      return () => element.removeEventListener('scroll', report);
    },
    scrollToFn: (offset, _options, instance) => {
      instance.scrollElement?.scrollTo({ top: scaleOf(instance.options.count).toScroll(offset) });
    },
  });
  const scale = scaleOf(count);
  // Not by the virtualizer, which would take the height that scrolls for the height of the list.
  const scrollTo = (to: number) => {
    scroller.current?.scrollTo({ top: scale.toScroll(to) });
  };
  const offset = virtualizer.scrollOffset ?? 0;
  const shift = scale.toScroll(offset) - offset;
  const first = Math.max(0, Math.floor((offset + 1) / rowHeight));
  return {
    space: scale.space,
    offset,
    rows: virtualizer.getVirtualItems().map((item) => ({ index: item.index, top: item.start + shift })),
    first,
    last: Math.min(count - 1, Math.max(first, Math.ceil((offset + view()) / rowHeight) - 1)),
    perPage: Math.max(1, Math.floor(view() / rowHeight)),
    scrollTo,
    show: (index) => {
      const top = index * rowHeight;
      const visible = view();
      if (top < offset) scrollTo(top);
      else if (top + rowHeight > offset + visible) scrollTo(top + rowHeight - visible);
    },
  };
}
