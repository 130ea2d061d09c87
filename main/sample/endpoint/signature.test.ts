import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { SignatureCheck, signatureOf } from './signature.ts';

// "Examples of the complete Signature Version 4 signing process": GET ListUsers of IAM, with AWS's own figures.
const EXAMPLE = {
  method: 'GET',
  url: '/?Action=ListUsers&Version=2010-05-08',
  headers: {
    'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    host: 'iam.amazonaws.com',
    'x-amz-date': '20150830T123600Z',
  },
} as unknown as IncomingMessage;
const AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=content-type;host;x-amz-date, ' +
  'Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7';
const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';

test('the example of the AWS documentation passes, with another secret or body it does not', () => {
  const check = (body: string, secret: string) =>
    new SignatureCheck().check(EXAMPLE, body, signatureOf(AUTHORIZATION), secret, 'sts');
  expect(() => check('', SECRET)).not.toThrow();
  expect(() => check('x', SECRET)).toThrow('does not match');
  expect(() => check('', 'other')).toThrow('does not match');
});

test('what is not a signature is a missing one', () => {
  for (const header of [undefined, '', 'Bearer abc', 'AWS4-HMAC-SHA256 Credential=a/b/c']) {
    expect(() => signatureOf(header)).toThrow('Missing Authentication Token');
  }
});
