/** The pages of a listing, for a reader that begins later and waits for more; a listing always ends, whole or broken. */
export class Feed<T> implements AsyncIterable<readonly T[]> {
  /** When the listing has ended. */
  readonly ended: Promise<void>;
  readonly #pages: (readonly T[])[] = [];
  #isOver = false;
  #wake: () => void = () => undefined;
  #end: () => void = () => undefined;

  constructor() {
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  push(page: readonly T[]): void {
    this.#pages.push(page);
    this.#wake();
  }

  end(): void {
    this.#isOver = true;
    this.#end();
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<readonly T[], void> {
    for (;;) {
      const page = this.#pages.shift();
      if (page) yield page;
      else if (this.#isOver) return;
      else
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
    }
  }
}
