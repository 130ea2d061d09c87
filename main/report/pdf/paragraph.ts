import type { Flow } from './flow.ts';
import type { TextStyle } from './type.ts';

const LEADING = 17;

/** Running text that wraps, and turns the page where it must. */
export function paragraph(flow: Flow, text: string, style: TextStyle, indent = 0): void {
  for (const line of flow.sheet.wrap(text, style, flow.right - flow.left - indent)) {
    flow.need(LEADING + 5);
    flow.y += LEADING;
    flow.sheet.text(line, flow.left + indent, flow.y, style);
  }
}

/** How much of a page a paragraph takes. */
export function heightOf(flow: Flow, text: string, style: TextStyle): number {
  return flow.sheet.wrap(text, style, flow.right - flow.left).length * LEADING;
}
