import type { Dispatcher } from 'undici';

/** AWS's largest page that we ask for is far below this; anything longer is not an answer of AWS. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

export interface WireAnswer {
  readonly status: number;
  /** `x-amzn-errortype`, where the service sends the error code as a header. */
  readonly errorType: string | null;
  readonly body: string;
}

/** The answer was larger than any of AWS's. */
class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge';
  readonly code = 'TOO_LARGE';
}

/**
 * One request on its way: takes the answer straight from undici's parser. Without the stream that `request` would
 * make for it, a call costs half.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly #host: string;
  readonly #resolve: (answer: WireAnswer) => void;
  readonly #reject: (error: unknown) => void;
  readonly #over: () => void;
  #controller: Dispatcher.DispatchController | null = null;
  #ended = false;
  #status = 0;
  #errorType: string | null = null;
  #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(settings: {
    readonly host: string;
    readonly resolve: (answer: WireAnswer) => void;
    readonly reject: (error: unknown) => void;
    /** undici has done with it: its connection is free. */
    readonly over: () => void;
  }) {
    this.#host = settings.host;
    this.#resolve = settings.resolve;
    this.#reject = settings.reject;
    this.#over = settings.over;
  }

  /** Ends it at once, whether it waits for a connection or for its answer. */
  end(reason: unknown): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#reject(reason);
    this.#controller?.abort(asError(reason));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#ended) controller.abort(new Error('Ended before it was sent'));
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    this.#status = status;
    const errorType = headers['x-amzn-errortype'];
    this.#errorType = typeof errorType === 'string' ? errorType : null;
    this.#chunks = [];
    this.#bytes = 0;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes > MAX_ANSWER_BYTES) {
      this.end(new AnswerTooLarge(`${this.#host} answered more than ${MAX_ANSWER_BYTES} bytes`));
    }
  }

  onResponseEnd(): void {
    this.#over();
    if (this.#ended) return;
    this.#ended = true;
    const [first] = this.#chunks;
    const body = this.#chunks.length === 1 && first ? first : Buffer.concat(this.#chunks);
    this.#resolve({ status: this.#status, errorType: this.#errorType, body: body.toString('utf8') });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#over();
    if (this.#ended) return;
    this.#ended = true;
    this.#reject(error);
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
