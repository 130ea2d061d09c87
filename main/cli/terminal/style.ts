import { stripVTControlCharacters } from 'node:util';

/** Colours of a terminal that wants them; plain text for one that does not (NO_COLOR, a pipe, a dumb terminal). */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly accent: (text: string) => string;
  readonly alert: (text: string) => string;
  readonly kms: (text: string) => string;
  readonly hsm: (text: string) => string;
}

export function createStyle(colour: boolean): Style {
  const paint = (open: string, close: string) => (text: string) =>
    colour && text !== '' ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return {
    bold: paint('1', '22'),
    dim: paint('2', '22'),
    accent: paint('32', '39'),
    alert: paint('31', '39'),
    kms: paint('34', '39'),
    hsm: paint('33', '39'),
  };
}

/** NO_COLOR wins over everything; FORCE_COLOR over the terminal's own answer. */
export function wantsColour(env: Readonly<Record<string, string | undefined>>, isTty: boolean): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0') return true;
  return isTty && env.TERM !== 'dumb';
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Text from AWS as it may be printed: no control or direction character reaches the terminal. */
export function plain(text: string): string {
  return stripVTControlCharacters(text).replace(CONTROL, '');
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

/** Columns that a text takes: styles none, ideographs two, combining marks none. */
export function width(text: string): number {
  let columns = 0;
  for (const character of stripVTControlCharacters(text)) {
    if (/\p{Mark}/u.test(character)) continue;
    columns += WIDE.test(character) || (character.codePointAt(0) ?? 0) > 0xffff ? 2 : 1;
  }
  return columns;
}

/** Shortened in the middle to `columns`, so that both ends of an id or alias stay. */
export function shorten(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  const characters = [...text];
  let head = Math.ceil((columns - 1) / 2);
  let tail = Math.floor((columns - 1) / 2);
  const joined = () =>
    `${characters.slice(0, head).join('')}…${tail > 0 ? characters.slice(-tail).join('') : ''}`;
  while (width(joined()) > columns && head + tail > 0) head >= tail ? head-- : tail--;
  return joined();
}

export function pad(text: string, columns: number, align: 'left' | 'right' = 'left'): string {
  const space = ' '.repeat(Math.max(0, columns - width(text)));
  return align === 'left' ? text + space : space + text;
}

/** Lines of at most `columns`, each after `indent` spaces, broken between words. */
export function wrap(text: string, columns: number, indent: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && width(longer) > columns - indent) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line].map((one) => ' '.repeat(indent) + one);
}
