import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Run, splitRuns } from './runs.ts';
import { sfntOf } from './sfnt.ts';
import type { TextStyle } from './type.ts';

const SANS_SUBSETS = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'vietnamese'];
/** Noto's subset 58 holds ≈ and ≥, which Plex's subsets do not. */
const NOTO_SUBSETS = ['58', 'japanese'];

/** Files of a fallback chain, as specifiers of the font packages; the first that has a character draws it. */
function chainOf(style: Pick<TextStyle, 'face' | 'weight'>): readonly string[] {
  const noto = style.weight === 400 ? 400 : 500;
  const fallback = NOTO_SUBSETS.map(
    (subset) => `@fontsource/noto-sans-jp/files/noto-sans-jp-${subset}-${noto}-normal.woff`,
  );
  const plex = SANS_SUBSETS.map(
    (subset) => `@fontsource/ibm-plex-sans/files/ibm-plex-sans-${subset}-${style.weight}-normal.woff`,
  );
  return style.face === 'sans'
    ? [...plex, ...fallback]
    : ['@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff', ...plex, ...fallback];
}

interface OpenFont {
  readonly font: { hasGlyphForCodePoint(codePoint: number): boolean };
  widthOfString(text: string, size: number): number;
}

/** Past this many texts the remembered widths are dropped, so that a large inventory does not keep them all. */
const MEMORY = 20_000;

/** The fonts of one document: opened when first needed, embedded only where drawn with. */
export class FontBook {
  private readonly document: PDFKit.PDFDocument;
  private readonly resolve = createRequire(import.meta.url).resolve;
  private readonly chains = new Map<string, readonly string[]>();
  private readonly open = new Map<string, OpenFont>();
  private readonly covered = new Map<string, Map<number, boolean>>();
  private readonly widths = new Map<string, number>();

  constructor(document: PDFKit.PDFDocument) {
    this.document = document;
  }

  /** The text in runs of one font each; select a run's font with `use`. */
  runs(text: string, style: TextStyle): Run[] {
    const chain = this.chain(style);
    const first = chain[0] ?? '';
    if (/^[\x20-\x7e]*$/.test(text)) return [{ font: first, text }];
    return splitRuns(text, chain, (font, codePoint) => this.covers(font, codePoint));
  }

  use(font: string): void {
    this.opened(font);
    this.document.font(font);
  }

  /** Exact width in the style's own unit. */
  width(text: string, style: TextStyle): number {
    const name = `${style.face}${style.weight} ${text}`;
    let em = this.widths.get(name);
    if (em === undefined) {
      em = 0;
      for (const run of this.runs(text, style))
        em += this.opened(run.font).widthOfString(run.text, 1000) / 1000;
      if (this.widths.size > MEMORY) this.widths.clear();
      this.widths.set(name, em);
    }
    return (em + (style.tracking ?? 0) * text.length) * style.size;
  }

  private chain(style: TextStyle): readonly string[] {
    const name = `${style.face}${style.weight}`;
    const known = this.chains.get(name);
    if (known) return known;
    const chain = chainOf(style);
    this.chains.set(name, chain);
    return chain;
  }

  private covers(font: string, codePoint: number): boolean {
    const answers = this.covered.get(font) ?? new Map<number, boolean>();
    this.covered.set(font, answers);
    const known = answers.get(codePoint);
    if (known !== undefined) return known;
    const answer = this.opened(font).font.hasGlyphForCodePoint(codePoint);
    answers.set(codePoint, answer);
    return answer;
  }

  private opened(name: string): OpenFont {
    const known = this.open.get(name);
    if (known) return known;
    this.document.registerFont(name, sfntOf(readFileSync(this.resolve(name))));
    this.document.font(name);
    // pdfkit tells nobody which characters a font has; its current font (EmbeddedFont) does.
    const font = (this.document as unknown as { readonly _font: OpenFont })._font;
    this.open.set(name, font);
    return font;
  }
}
