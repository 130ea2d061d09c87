import { INK3 } from './colours.ts';
import type { Sheet } from './sheet.ts';
import type { TextStyle } from './type.ts';

/** "$9,763 – $9,799", its dash in a lighter ink, and smaller where `room` would not hold it. Returns the x after it. */
export function drawFigure(
  sheet: Sheet,
  text: string,
  x: number,
  y: number,
  style: TextStyle,
  room: number,
): number {
  const size = Math.min(style.size, (style.size * room) / sheet.measure(text, style));
  let at = x;
  for (const part of text.split(/( – )/)) {
    at = sheet.write(part, at, y, { ...style, size, ...(part === ' – ' ? { colour: INK3 } : {}) });
  }
  return at;
}
