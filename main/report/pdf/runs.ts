/** A stretch of text that one font of a chain can draw. */
export interface Run {
  readonly font: string;
  readonly text: string;
}

/** Stands for a character that no font of the chain has. */
export const REPLACEMENT = '\uFFFD';

/**
 * Splits text into the longest runs that one font covers: the first font of the chain that has a character draws it.
 * The first font must have the replacement character.
 */
export function splitRuns(
  text: string,
  chain: readonly string[],
  covers: (font: string, codePoint: number) => boolean,
): Run[] {
  const runs: { font: string; text: string }[] = [];
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    const font = chain.find((name) => covers(name, codePoint));
    const drawn =
      font === undefined ? { font: chain[0] ?? '', text: REPLACEMENT } : { font, text: character };
    const last = runs.at(-1);
    if (last?.font === drawn.font) last.text += drawn.text;
    else runs.push(drawn);
  }
  return runs;
}
