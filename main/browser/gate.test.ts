import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GateRequest, refuse } from './gate.ts';

const PORT = 4_321;
const TOKEN = 'a-token-of-this-run';
const good: GateRequest = {
  method: 'POST',
  headers: {
    host: '127.0.0.1:4321',
    origin: 'http://127.0.0.1:4321',
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/json',
    authorization: `Bearer ${TOKEN}`,
  },
};

function changed(headers: Record<string, string | undefined>, method = 'POST'): GateRequest {
  return { method, headers: { ...good.headers, ...headers } };
}

describe('the gate', () => {
  it('lets our own page pass', () => {
    expect(refuse(good, PORT, TOKEN)).toBeNull();
  });

  it.each([
    ['a rebound name', changed({ host: 'attacker.example:4321' }), 'host'],
    ['localhost by name', changed({ host: 'localhost:4321' }), 'host'],
    ['another port', changed({ host: '127.0.0.1:80' }), 'host'],
    ['a GET', changed({}, 'GET'), 'method'],
    ['another origin', changed({ origin: 'https://attacker.example' }), 'origin'],
    ['an opaque origin', changed({ origin: 'null' }), 'origin'],
    ['a cross-site fetch', changed({ 'sec-fetch-site': 'cross-site' }), 'site'],
    ['a fetch from another port', changed({ 'sec-fetch-site': 'same-site' }), 'site'],
    ['a form', changed({ 'content-type': 'application/x-www-form-urlencoded' }), 'type'],
    ['a multipart form', changed({ 'content-type': 'multipart/form-data; boundary=x' }), 'type'],
    ['plain text', changed({ 'content-type': 'text/plain' }), 'type'],
    ['no content type', changed({ 'content-type': undefined }), 'type'],
    ['no token', changed({ authorization: undefined }), 'token'],
    ['a wrong token', changed({ authorization: 'Bearer a-token-of-this-ruN' }), 'token'],
  ])('refuses %s', (_, request, reason) => {
    expect(refuse(request, PORT, TOKEN)).toBe(reason);
  });

  it('refuses whatever does not carry the token', () => {
    const header = fc.record(
      { host: fc.string(), origin: fc.string(), 'content-type': fc.string(), authorization: fc.string() },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(header, fc.string(), (headers, method) => {
        fc.pre(headers.authorization !== `Bearer ${TOKEN}`);
        expect(
          refuse({ method, headers: { ...good.headers, authorization: undefined, ...headers } }, PORT, TOKEN),
        ).not.toBeNull();
      }),
    );
  });
});
