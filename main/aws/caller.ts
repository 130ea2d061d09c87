import { type Json, object } from './answer.ts';
import type { CredentialProvider, Credentials } from './credentials/credentials.ts';
import { CALL_TIMEOUT_MS, withDeadline } from './deadline.ts';
import { type EndpointSettings, endpointUrl, type Service } from './endpoint.ts';
import type { Now } from './environment.ts';
import { answeredError, type CallSite, thrownError } from './errors/classify.ts';
import type { CallGate, Operation } from './reader.ts';
import { type SdkConfig, sdkConfig } from './sdk.ts';
import type { Wire } from './wire/wire.ts';

/** One AWS operation, to one place. */
export interface Call {
  readonly operation: Operation;
  readonly service: Service;
  readonly region: string;
}

/** Sends the calls of one profile: credentials, gate, endpoint, and every failure as an AwsCallError. */
export interface Caller {
  /** One AWS JSON 1.1 request an attempt, over the wire. `read` maps the answer; what it throws is `malformed`. */
  json<T>(
    gate: CallGate,
    call: Call & { readonly target: string; readonly body: Json },
    read: (answer: Json) => T,
  ): Promise<T>;
  /** One request an attempt, by a client of the AWS SDK. */
  sdk<T>(
    gate: CallGate,
    call: Call,
    attempt: (config: SdkConfig, signal: AbortSignal) => Promise<T>,
  ): Promise<T>;
}

export interface CallerSettings {
  readonly endpoints: EndpointSettings;
  readonly credentials: CredentialProvider;
  readonly now: Now;
  readonly wire: Wire;
  readonly userAgent: string;
  /** Where the profile is signed in: this region is on. */
  readonly homeRegion: string;
  /** What renews this profile's credentials. */
  readonly renew: string;
  /** The caller's ARN, once AWS has named it. */
  principal(): string | null;
}

export function openCaller(settings: CallerSettings): Caller {
  const { endpoints, credentials, now, wire, userAgent } = settings;
  const urls = new Map<string, URL>();

  const urlOf = ({ service, region }: Call): URL => {
    const name = `${service}/${region}`;
    const url = urls.get(name) ?? endpointUrl(endpoints, service, region);
    urls.set(name, url);
    return url;
  };

  const run = async <T>(
    gate: CallGate,
    call: Call,
    attempt: (url: URL, current: Credentials, signal: AbortSignal, site: CallSite) => Promise<T>,
  ): Promise<T> => {
    const url = urlOf(call);
    const siteFor = (secrets: readonly string[]): CallSite => ({
      operation: call.operation,
      region: call.region,
      host: url.host,
      profile: endpoints.profile,
      principal: settings.principal(),
      worksElsewhere: settings.principal() !== null && call.region !== settings.homeRegion,
      renew: settings.renew,
      secrets,
    });
    // Before the gate, not inside: an attempt that held a place in the queue while it waits for another would jam it.
    const current = await credentials(gate).catch((error: unknown) => {
      throw thrownError(error, siteFor([]), NEVER_ABORTED);
    });
    return gate.run(call.operation, async (signal) => {
      const site = siteFor(secretsOf(current));
      try {
        return await attempt(url, current, signal, site);
      } catch (error) {
        throw thrownError(error, site, signal);
      }
    });
  };

  return {
    json: (gate, call, read) => {
      const body = JSON.stringify(call.body);
      return run(gate, call, async (url, current, signal, site) => {
        const answer = await wire.send({
          url,
          scope: { region: call.region, service: call.service },
          target: call.target,
          body,
          credentials: current,
          userAgent,
          now: now(),
          signal,
        });
        if (answer.status !== 200) throw answeredError(errorIn(answer), site);
        return read(object(JSON.parse(answer.body), 'the answer'));
      });
    },
    sdk: (gate, call, attempt) =>
      run(gate, call, (url, current, signal) => {
        const ending = new AbortController();
        const stop = () => ending.abort();
        return withDeadline(signal, CALL_TIMEOUT_MS, stop, () =>
          attempt(sdkConfig(call.region, url, current, userAgent), ending.signal),
        );
      }),
  };
}

const NEVER_ABORTED = new AbortController().signal;

function secretsOf({ secretAccessKey, sessionToken }: Credentials): string[] {
  return sessionToken === undefined ? [secretAccessKey] : [secretAccessKey, sessionToken];
}

/** Code and message of an AWS JSON error: in the body, or the code in a header; lengthened by some with a namespace. */
function errorIn(answer: { status: number; errorType: string | null; body: string }): {
  status: number;
  code: string;
  message: string;
} {
  const body = leniently(answer.body);
  const named = [body.__type, answer.errorType, body.code].find((name) => typeof name === 'string');
  const code = String(named ?? `HTTP ${answer.status}`)
    .replace(/^.*#/, '')
    .replace(/:.*$/, '');
  const said = body.message ?? body.Message;
  const message = typeof said === 'string' && said !== '' ? said : code;
  return { status: answer.status, code, message };
}

/** The body of an error need not be JSON: a proxy's is a page. */
function leniently(body: string): Json {
  try {
    return object(JSON.parse(body), 'the answer');
  } catch {
    return {};
  }
}
