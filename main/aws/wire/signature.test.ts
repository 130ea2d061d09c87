import { KMSClient, ListKeysCommand } from '@aws-sdk/client-kms';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { amzDate, authorization } from './signature.ts';

const NOW = new Date('2026-11-24T09:12:00Z');
beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** What the AWS SDK's own signer (@smithy/signature-v4) makes of a request: headers, body and Authorization. */
async function signedBySdk(credentials: {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}) {
  let sent: { headers: Record<string, string>; body: string; path: string } | undefined;
  const client = new KMSClient({
    region: 'eu-west-1',
    credentials,
    requestHandler: {
      handle: async (request: { headers: Record<string, string>; body: string; path: string }) => {
        sent = request;
        return { response: { statusCode: 200, headers: {}, body: new Uint8Array() } };
      },
    } as never,
  });
  await client.send(new ListKeysCommand({ Limit: 1000 })).catch(() => undefined);
  if (sent === undefined) throw new Error('nothing was sent');
  return sent;
}

function signedByUs(
  sent: { headers: Record<string, string>; body: string; path: string },
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string },
): string {
  const names = /SignedHeaders=([^,]+)/.exec(sent.headers.authorization ?? '')?.[1]?.split(';') ?? [];
  const headers = names.flatMap((name) => [name, sent.headers[name] ?? '']);
  return authorization({ path: sent.path, headers, body: sent.body, amzDate: amzDate(NOW) }, credentials, {
    region: 'eu-west-1',
    service: 'kms',
  });
}

it('signs as the AWS SDK does, with and without a session token', async () => {
  const keys = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
  for (const credentials of [keys, { ...keys, sessionToken: 'IQoJb3JpZ2luX2VjE//token==' }]) {
    const sent = await signedBySdk(credentials);
    expect(sent.headers.authorization).toContain('SignedHeaders=');
    expect(signedByUs(sent, credentials)).toBe(sent.headers.authorization);
  }
});

it('signs as the AWS SDK does, whatever the keys', async () => {
  const key = fc.stringMatching(/^[A-Za-z0-9+/]{16,40}$/);
  await fc.assert(
    fc.asyncProperty(key, key, key, async (accessKeyId, secretAccessKey, sessionToken) => {
      const credentials = { accessKeyId, secretAccessKey, sessionToken };
      const sent = await signedBySdk(credentials);
      expect(signedByUs(sent, credentials)).toBe(sent.headers.authorization);
    }),
    { numRuns: 25 },
  );
});

it("gives the signature of AWS's own published example (post-vanilla of the Signature Version 4 suite)", () => {
  const signed = authorization(
    {
      path: '/',
      headers: ['host', 'example.amazonaws.com', 'x-amz-date', '20150830T123600Z'],
      body: '',
      amzDate: '20150830T123600Z',
    },
    { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' },
    { region: 'us-east-1', service: 'service' },
  );
  expect(signed).toBe(
    'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
  );
});

it('derives a new key for each day, region and service', () => {
  const credentials = { accessKeyId: 'A', secretAccessKey: 'S' };
  const sign = (date: string, region: string, service: string) =>
    authorization({ path: '/', headers: ['x-amz-date', date], body: '', amzDate: date }, credentials, {
      region,
      service,
    });
  const signatures = [
    sign('20261124T000000Z', 'eu-west-1', 'kms'),
    sign('20261125T000000Z', 'eu-west-1', 'kms'),
    sign('20261124T000000Z', 'eu-west-2', 'kms'),
    sign('20261124T000000Z', 'eu-west-1', 'tagging'),
  ].map((text) => text.slice(text.indexOf('Signature=')));
  expect(new Set(signatures).size).toBe(4);
  expect(sign('20261124T000000Z', 'eu-west-1', 'kms')).toContain(signatures[0]);
});
