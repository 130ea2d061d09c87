import { createInterface } from 'node:readline/promises';
import { createStyle, type Style, wantsColour } from './style.ts';

/** What a command may write to and ask of the terminal that it runs in. */
export interface Terminal {
  readonly style: Style;
  /** 80 unless the terminal says otherwise; never more than 120. */
  readonly columns: number;
  readonly interactive: boolean;
  /** Text as it is, to standard output: lines that end themselves. */
  write(text: string): void;
  /** A line of the command's result, to standard output. */
  print(text: string): void;
  /** A line about the work itself, to standard error, so that a pipe holds the result alone. */
  note(text: string): void;
  /** Draws over what the last `redraw` drew; `done` leaves it standing. */
  redraw(text: string): void;
  done(): void;
  /** One line that the user types; null where nobody sits there. Rejects when the signal aborts. */
  readonly ask: ((question: string, signal: AbortSignal) => Promise<string>) | null;
}

interface Stream {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

export function createTerminal(
  out: Stream,
  err: Stream,
  env: Readonly<Record<string, string | undefined>>,
  input?: NodeJS.ReadableStream & { readonly isTTY?: boolean },
): Terminal {
  let drawn = 0;
  const erase = () => (drawn > 0 ? `\u001b[${drawn}A\u001b[0J` : '');
  return {
    style: createStyle(wantsColour(env, out.isTTY === true)),
    columns: Math.max(60, Math.min(out.columns ?? err.columns ?? 80, 120)),
    interactive: err.isTTY === true && env.TERM !== 'dumb',
    write: (text) => out.write(text),
    print: (text) => out.write(`${text}\n`),
    note: (text) => err.write(`${text}\n`),
    redraw: (text) => {
      err.write(`${erase()}${text}\n`);
      drawn = text.split('\n').length;
    },
    done: () => {
      drawn = 0;
    },
    ask:
      input?.isTTY === true && err.isTTY === true
        ? (question, signal) => ask(input, err, question, signal)
        : null,
  };
}

/** Line by line, so that Ctrl-C reaches the program as it does anywhere else. */
async function ask(
  input: NodeJS.ReadableStream,
  err: Stream,
  question: string,
  signal: AbortSignal,
): Promise<string> {
  const lines = createInterface({ input, terminal: false });
  err.write(question);
  try {
    return await lines.question('', { signal });
  } finally {
    lines.close();
  }
}
