import { createReadStream } from 'node:fs';
import { crc32 } from 'node:zlib';

const NEWLINE = 0x0a;
const SPACE = 0x20;
const CHECK_DIGITS = 8;

/** One line of a journal that was written whole. */
export interface JournalLine {
  readonly kind: string;
  readonly json: string;
  /** Bytes of the file up to and with this line. */
  readonly end: number;
}

/** `<CRC-32, 8 hexadecimal digits> <kind> <JSON>`; the check covers kind and JSON. */
export function journalLine(kind: string, value: unknown): string {
  const content = `${kind} ${JSON.stringify(value)}`;
  return `${crc32(content).toString(16).padStart(CHECK_DIGITS, '0')} ${content}\n`;
}

/**
 * The lines of a journal up to the first that is torn or altered: what lies behind it was never said to be on disk.
 * `wanted` decides by kind whose text is needed; of the others the check alone is made.
 */
export async function* journalLines(
  path: string,
  wanted: (kind: string) => boolean,
): AsyncGenerator<JournalLine> {
  let end = 0;
  for await (const line of rawLines(path)) {
    const content = line.subarray(CHECK_DIGITS + 1);
    const check = Number.parseInt(line.toString('latin1', 0, CHECK_DIGITS), 16);
    const gap = content.indexOf(SPACE);
    if (line[CHECK_DIGITS] !== SPACE || gap < 0 || crc32(content) !== check) return;
    end += line.length + 1;
    const kind = content.toString('latin1', 0, gap);
    yield { kind, json: wanted(kind) ? content.toString('utf8', gap + 1) : '', end };
  }
}

/** Whole lines without their ends; a last one without an end is torn and left out. */
async function* rawLines(path: string): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      const piece = chunk.subarray(from, at);
      yield rest.length === 0 ? piece : Buffer.concat([...rest, piece]);
      rest = [];
      from = at + 1;
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
  }
}
