import { Client } from 'undici';

const CONNECT_TIMEOUT_MS = 5_000;

type Send = (client: Client) => void;

/**
 * The connections to one host. The one that came free last is taken first, in constant time: undici's own pool looks
 * through all of them for each request, which at hundreds costs as much as signing it.
 */
export class Connections {
  readonly #origin: string;
  readonly #most: number;
  readonly #clients: Client[] = [];
  readonly #idle: Client[] = [];
  readonly #waiting = new Set<Send>();

  constructor(origin: string, most: number) {
    this.#origin = origin;
    this.#most = most;
  }

  /** Calls `send` with a connection, which is its until `free`; gives what takes it back while it waits for one. */
  take(send: Send): () => void {
    const client = this.#idle.pop() ?? this.#another();
    if (client) send(client);
    else this.#waiting.add(send);
    return () => this.#waiting.delete(send);
  }

  free(client: Client): void {
    for (const next of this.#waiting) {
      this.#waiting.delete(next);
      next(client);
      return;
    }
    this.#idle.push(client);
  }

  async close(): Promise<void> {
    this.#waiting.clear();
    await Promise.all(this.#clients.map((client) => client.destroy()));
  }

  #another(): Client | undefined {
    if (this.#clients.length >= this.#most) return undefined;
    const client = new Client(this.#origin, {
      connect: { timeout: CONNECT_TIMEOUT_MS },
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    this.#clients.push(client);
    return client;
  }
}
