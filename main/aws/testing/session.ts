import type { MfaCode } from '../credentials/open.ts';
import type { AwsSession } from '../reader.ts';
import { openSession, type SessionOptions } from '../session.ts';
import { openWire } from '../wire/wire.ts';
import { type Answer, fakeEndpoint, type SeenRequest } from './fake-endpoint.ts';
import { writeProfiles } from './profiles.ts';

export const NOW = new Date('2026-11-24T09:12:00Z');

const STATIC = {
  config: '[profile audit]\nregion = eu-west-1\n',
  credentials: '[audit]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = planted-secret-key\n',
};

export interface Stage {
  readonly session: AwsSession;
  readonly seen: readonly SeenRequest[];
  readonly home: string;
  close(): Promise<void>;
}

/** A session of profile `audit` against an endpoint that answers as it is told. */
export async function stage(
  answer: (request: SeenRequest) => Answer,
  options: {
    files?: { config?: string; credentials?: string };
    timeoutMs?: number;
    mfaCode?: MfaCode;
    more?: Partial<SessionOptions>;
    env?: Readonly<Record<string, string>>;
    prepare?: (home: string) => Promise<void>;
  } = {},
): Promise<Stage> {
  const endpoint = await fakeEndpoint(answer);
  const files = await writeProfiles(options.files ?? STATIC);
  await options.prepare?.(files.home);
  const wire = openWire({ timeoutMs: options.timeoutMs ?? 2000 });
  const session = await openSession({
    profile: 'audit',
    env: { ...files.env, AWS_ENDPOINT_URL: endpoint.url, ...options.env },
    now: () => NOW,
    wire,
    version: '0.1.0',
    ...(options.mfaCode === undefined ? {} : { mfaCode: options.mfaCode }),
    ...options.more,
  });
  return {
    session,
    seen: endpoint.seen,
    home: files.home,
    close: async () => {
      await wire.close();
      await endpoint.close();
      await files.remove();
    },
  };
}
