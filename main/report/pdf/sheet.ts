import { clean } from './clean.ts';
import type { FontBook } from './fonts.ts';
import type { TextStyle } from './type.ts';
import { wrap } from './wrap.ts';

/** Every length is a CSS pixel at 96 dpi, as in the design; a PDF counts points. */
const POINT = 72 / 96;

export type Orientation = 'portrait' | 'landscape';

export interface Paint {
  readonly fill?: string;
  readonly stroke?: string;
  readonly width?: number;
  readonly dash?: readonly [on: number, off: number];
}

/** What the counting pass found out, so that the drawing pass can say "page n of N" and point to sections. */
export interface Pagination {
  readonly pages: number;
  readonly starts: ReadonlyMap<string, number>;
}

/**
 * The paper. A report is laid out twice: a counting pass (`drawing` false) finds where pages end, and the drawing pass
 * repeats it with ink. So pages leave for the file as they fill, and none is kept to be numbered later.
 */
export class Sheet {
  page = 0;
  width = 0;
  height = 0;
  readonly starts = new Map<string, number>();
  private readonly document: PDFKit.PDFDocument;
  private readonly fonts: FontBook;
  private readonly found: Pagination | null;

  constructor(document: PDFKit.PDFDocument, fonts: FontBook, found: Pagination | null) {
    this.document = document;
    this.fonts = fonts;
    this.found = found;
  }

  /** All pages; in the counting pass those so far. */
  get pages(): number {
    return this.found?.pages ?? this.page;
  }

  /** The page on which a section starts; undefined where the report has no such section. */
  startOf(section: string): number | undefined {
    return this.found?.starts.get(section);
  }

  addPage(orientation: Orientation): void {
    this.page += 1;
    const [short, long] = [595.28 / POINT, 841.89 / POINT];
    this.width = orientation === 'portrait' ? short : long;
    this.height = orientation === 'portrait' ? long : short;
    if (this.found) this.document.addPage({ size: 'A4', layout: orientation, margin: 0 });
  }

  /** Names the current page as the start of a section: a link target and an entry of the outline. */
  start(section: string, title: string): void {
    this.starts.set(section, this.page);
    if (!this.found) return;
    this.document.addNamedDestination(section);
    this.document.outline.addItem(title);
  }

  link(section: string, x: number, y: number, width: number, height: number): void {
    if (this.found) this.document.goTo(x * POINT, y * POINT, width * POINT, height * POINT, section);
  }

  measure(text: string, style: TextStyle): number {
    return this.fonts.width(clean(text), style);
  }

  wrap(text: string, style: TextStyle, width: number): string[] {
    return wrap(clean(text), width, (part) => this.fonts.width(part, style));
  }

  /** One line; `x` is its left or right edge by `align`, `y` its baseline. Returns the x after it. */
  text(text: string, x: number, y: number, style: TextStyle, align: 'left' | 'right' = 'left'): number {
    const safe = clean(text);
    const start = align === 'left' ? x : x - this.fonts.width(safe, style);
    if (!this.found) return align === 'left' ? x + this.fonts.width(safe, style) : x;
    let at = start;
    for (const run of this.fonts.runs(safe, style)) {
      const characterSpacing = (style.tracking ?? 0) * style.size * POINT;
      this.fonts.use(run.font);
      this.document
        .fontSize(style.size * POINT)
        .fillColor(style.colour)
        .text(run.text, at * POINT, y * POINT, {
          lineBreak: false,
          baseline: 'alphabetic',
          characterSpacing,
        });
      at += this.fonts.width(run.text, style);
    }
    return at;
  }

  /** Lines below each other from the baseline `y`; returns the baseline after the last. */
  lines(lines: readonly string[], x: number, y: number, leading: number, style: TextStyle): number {
    for (const [index, line] of lines.entries()) this.text(line, x, y + index * leading, style);
    return y + lines.length * leading;
  }

  rule(x: number, y: number, right: number, colour: string, width = 1): void {
    this.path(`M0 0H${right - x}`, x, y, { stroke: colour, width });
  }

  rect(x: number, y: number, width: number, height: number, colour: string): void {
    if (!this.found) return;
    this.document.rect(x * POINT, y * POINT, width * POINT, height * POINT).fill(colour);
  }

  /** An SVG path around (x, y). */
  path(path: string, x: number, y: number, paint: Paint, scale = 1): void {
    if (!this.found) return;
    const { document } = this;
    document
      .save()
      .translate(x * POINT, y * POINT)
      .scale(POINT * scale)
      .path(path);
    if (paint.fill !== undefined) document.fill(paint.fill);
    if (paint.stroke !== undefined) {
      document.lineWidth(paint.width ?? 1);
      if (paint.dash) document.dash(paint.dash[0], { space: paint.dash[1] });
      document.stroke(paint.stroke);
    }
    document.restore();
  }
}
