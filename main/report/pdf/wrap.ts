const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Pieces of a long word that a line may end after: after - / _ : @ and between characters of Chinese and Japanese. */
const PIECES =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|(?:(?![\s/_:@\-\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]).)+[/_:@-]*\s*|[/_:@-]+\s*|\s+/gu;

/**
 * Lines of at most `width`, as `measure` tells it. Nothing is left out: a piece that is wider than a line is broken
 * between characters. An empty text is one empty line.
 */
export function wrap(text: string, width: number, measure: (text: string) => number): string[] {
  if (measure(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text, width, measure)) {
    if (measure((line + piece).trimEnd()) <= width) {
      line += piece;
      continue;
    }
    if (line !== '') lines.push(line.trimEnd());
    const parts = breakUp(piece, width, measure);
    line = parts.pop() ?? '';
    lines.push(...parts);
  }
  if (line.trimEnd() !== '') lines.push(line.trimEnd());
  return lines.length === 0 ? [''] : lines;
}

/** Words, and the pieces of those words that no line can hold. */
function piecesOf(text: string, width: number, measure: (text: string) => number): string[] {
  const words = text.match(/\S+\s*|\s+/gu) ?? [];
  return words.flatMap((word) =>
    measure(word.trimEnd()) <= width ? [word] : (word.match(PIECES) ?? [word]),
  );
}

function breakUp(piece: string, width: number, measure: (text: string) => number): string[] {
  if (measure(piece.trimEnd()) <= width) return [piece];
  const parts: string[] = [];
  let part = '';
  for (const { segment } of graphemes.segment(piece)) {
    if (part !== '' && measure((part + segment).trimEnd()) > width) {
      parts.push(part);
      part = '';
    }
    part += segment;
  }
  return [...parts, part];
}
