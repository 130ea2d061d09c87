import { inspect } from 'node:util';

const STREAMS = [process.stdout, process.stderr] as const;
const CONSOLE = ['log', 'info', 'warn', 'error', 'debug'] as const;

/** Hears all that is said anywhere in this process: by the doors, and past them on the console and standard streams. */
export class Ear {
  readonly #said: string[] = [];
  readonly #undo: (() => void)[] = [];

  /** Errors with their causes and hidden fields, as a careless log would print them. */
  hear(what: unknown): void {
    const text =
      typeof what === 'string' ? what : inspect(what, { depth: 12, showHidden: true, maxArrayLength: null });
    this.#said.push(text);
  }

  get text(): string {
    return this.#said.join('\n');
  }

  listen(): void {
    for (const stream of STREAMS) {
      const write = stream.write;
      stream.write = ((chunk: unknown) => {
        this.hear(String(chunk));
        return true;
      }) as typeof stream.write;
      this.#undo.push(() => {
        stream.write = write;
      });
    }
    for (const name of CONSOLE) {
      const say = console[name];
      console[name] = (...words: unknown[]) => {
        for (const word of words) this.hear(word);
      };
      this.#undo.push(() => {
        console[name] = say;
      });
    }
  }

  stop(): void {
    for (const undo of this.#undo.splice(0)) undo();
  }
}
