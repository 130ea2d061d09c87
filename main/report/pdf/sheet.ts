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
  /** The colour that the page fills with now, so that it is not set again for every text. */
  private ink: string | null = null;
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
    this.ink = null;
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

  /** One line; `x` is its left or right edge by `align`, `y` its baseline. */
  text(text: string, x: number, y: number, style: TextStyle, align: 'left' | 'right' = 'left'): void {
    if (!this.found) return;
    const safe = clean(text);
    const runs = this.fonts.runs(safe, style);
    let at = align === 'left' ? x : x - this.fonts.width(safe, style);
    for (const run of runs) {
      const characterSpacing = (style.tracking ?? 0) * style.size * POINT;
      this.fonts.use(run.font);
      if (this.ink !== style.colour) this.document.fillColor(style.colour);
      this.ink = style.colour;
      this.document.fontSize(style.size * POINT).text(run.text, at * POINT, y * POINT, {
        lineBreak: false,
        baseline: 'alphabetic',
        characterSpacing,
      });
      if (runs.length > 1) at += this.fonts.width(run.text, style);
    }
  }

  /** One line from its left edge, as `text`; returns the x after it. */
  write(text: string, x: number, y: number, style: TextStyle): number {
    this.text(text, x, y, style);
    return x + this.measure(text, style);
  }

  /** Lines below each other from the baseline `y`; returns the baseline after the last. */
  lines(lines: readonly string[], x: number, y: number, leading: number, style: TextStyle): number {
    for (const [index, line] of lines.entries()) this.text(line, x, y + index * leading, style);
    return y + lines.length * leading;
  }

  rule(x: number, y: number, right: number, colour: string, width = 1): void {
    if (!this.found) return;
    const at = y * POINT;
    this.document
      .moveTo(x * POINT, at)
      .lineTo(right * POINT, at)
      .lineWidth(width * POINT)
      .stroke(colour);
  }

  rect(x: number, y: number, width: number, height: number, colour: string): void {
    if (!this.found) return;
    this.ink = colour;
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
