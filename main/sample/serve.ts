import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, Answerer } from './endpoint/answer.ts';
import type { Answered } from './endpoint/answered.ts';
import type { SignInManners } from './endpoint/device-desk.ts';
import type { Carelessness } from './endpoint/tally.ts';
import type { Fault } from './faults.ts';
import type { SampleOrganisation } from './organisation.ts';

export interface ServeOptions {
  readonly organisation: SampleOrganisation;
  /** How long every answer takes, in ms; 0 answers at once. */
  readonly latencyMs: number;
  /** Throttle as AWS does, per account, region and operation. */
  readonly quotas: boolean;
  /** The organisation's standing gaps unless given; give [] for an organisation without any. */
  readonly faults?: readonly Fault[];
  /** Refuse what is not signed by the caller's secret, as AWS does; true unless given. Costs some 0.02 ms a request. */
  readonly checkSignatures?: boolean;
  /** Any free one unless given. */
  readonly port?: number;
  /** Told of every signed request and how it was answered. */
  readonly onAnswer?: (answered: Answered) => void;
  /** Items that a page of a listing holds at most, below AWS's own limits. */
  readonly pageLimit?: number;
  /** How the user behaves at an SSO sign-in, and the MFA code that STS takes. */
  readonly signIn?: SignInManners;
  /** Wall clock for quotas and for the expiry of temporary credentials; the machine's own unless given. */
  readonly clock?: () => Date;
}

/** The sample organisation on loopback, answering as AWS does. */
export interface SampleEndpoint {
  /** `http://127.0.0.1:<port>`, for every service. */
  readonly url: string;
  readonly organisation: SampleOrganisation;
  /** Every request that came, by `service:Operation`, refused and throttled ones included. */
  counts(): Readonly<Record<string, number>>;
  /** Those of them that were answered by throttling. */
  throttled(): Readonly<Record<string, number>>;
  careless(): Carelessness;
  /** From now on answers for another organisation, or for the same at another date. */
  setOrganisation(organisation: SampleOrganisation): void;
  close(): Promise<void>;
}

function send(response: ServerResponse, answer: Answer, serial: number): void {
  if (answer.reset) {
    response.socket?.resetAndDestroy();
    return;
  }
  const headers = [
    'content-type',
    answer.type,
    'content-length',
    String(Buffer.byteLength(answer.body)),
    'x-amzn-requestid',
    `00000000-0000-4000-8000-${serial.toString(16).padStart(12, '0')}`,
  ];
  if (answer.error !== null) headers.push('x-amzn-errortype', answer.error);
  response.writeHead(answer.status, headers);
  response.end(answer.body);
}

function bodyOf(request: IncomingMessage, then: (body: string) => void): void {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => then((parts.length === 1 ? parts[0] : Buffer.concat(parts))?.toString() ?? ''));
}

/** Serves on loopback until closed. Rejects where the port is taken. */
export async function serveSample(options: ServeOptions): Promise<SampleEndpoint> {
  const { organisation, latencyMs, quotas, faults, checkSignatures = true } = options;
  const { port = 0, clock = () => new Date(), onAnswer, pageLimit, signIn } = options;
  const answerer = new Answerer(organisation, {
    quotas,
    checkSignatures,
    faults,
    onAnswer,
    pageLimit,
    signIn,
  });
  let serial = 0;
  const server = createServer((request, response) =>
    bodyOf(request, (body) => {
      const answer = answerer.answer(request, body, clock().getTime());
      const wait = latencyMs + answer.delayMs;
      const number = serial++;
      if (wait === 0) send(response, answer, number);
      else setTimeout(send, wait, response, answer, number).unref();
    }),
  );
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${bound}`,
    get organisation() {
      return answerer.organisation;
    },
    counts: () => ({ ...answerer.tally.counts }),
    throttled: () => ({ ...answerer.tally.throttled }),
    careless: () => answerer.tally.careless(),
    setOrganisation: (next) => {
      answerer.organisation = next;
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
