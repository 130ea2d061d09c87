import { describe, expect, it } from 'vitest';
import { MalformedAnswer } from '../answer.ts';
import { DeadlineError } from '../deadline.ts';
import type { AwsCallError } from '../error.ts';
import type { Operation } from '../reader.ts';
import { answeredError, type CallSite, thrownError } from './classify.ts';
import { CredentialsError } from './credentials.ts';

const QUIET = new AbortController().signal;

function site(more: Partial<CallSite> = {}): CallSite {
  return {
    operation: 'kms:ListKeyRotations',
    region: 'eu-west-1',
    host: 'kms.eu-west-1.amazonaws.com',
    profile: 'prod',
    principal: 'arn:aws:sts::111122223333:assumed-role/key-auditor/keyledger-1',
    worksElsewhere: true,
    renew: 'Run: aws sso login --profile prod',
    secrets: [],
    ...more,
  };
}

function answered(code: string, message = code, more: Partial<CallSite> = {}, status = 400): AwsCallError {
  return answeredError({ status, code, message }, site(more));
}

describe('what AWS answers', () => {
  it.each([
    ['ThrottlingException', 'throttledOut', 'throttle'],
    ['TooManyRequestsException', 'throttledOut', 'throttle'],
    ['LimitExceededException', 'throttledOut', 'throttle'],
    ['AccessDeniedException', 'denied', 'no'],
    ['CloudHsmAccessDeniedException', 'denied', 'no'],
    ['ExpiredTokenException', 'expired', 'no'],
    ['ExpiredToken', 'expired', 'no'],
    ['InvalidSignatureException', 'badCredentials', 'no'],
    ['OptInRequired', 'regionOff', 'no'],
    ['KMSInternalException', 'failed', 'transient'],
    ['DependencyTimeoutException', 'failed', 'transient'],
    ['NotFoundException', 'failed', 'no'],
    ['KMSInvalidStateException', 'failed', 'no'],
    ['UnsupportedOperationException', 'failed', 'no'],
    ['SomethingNewException', 'failed', 'no'],
  ])('%s is %s, retry %s', (code, outcome, retry) => {
    const error = answered(code);
    expect(error).toMatchObject({ name: 'AwsCallError', outcome, retry, code });
    expect(error.action).not.toBe('');
  });

  it('asks again after any 5xx, and slows down at 429', () => {
    expect(answered('HTTP 503', '', {}, 503)).toMatchObject({ outcome: 'failed', retry: 'transient' });
    expect(answered('HTTP 429', '', {}, 429)).toMatchObject({ outcome: 'throttledOut', retry: 'throttle' });
  });

  it('tells an unknown client in a region that is off from one whose key is wrong', () => {
    expect(answered('UnrecognizedClientException').outcome).toBe('regionOff');
    expect(answered('UnrecognizedClientException').action).toContain('Enable eu-west-1');
    const stranger = answered('InvalidClientTokenId', '', { worksElsewhere: false });
    expect(stranger).toMatchObject({
      outcome: 'badCredentials',
      action: 'Replace the access key of profile prod',
    });
  });
});

describe('what to do about a denial', () => {
  const user = 'User: arn:aws:sts::111122223333:assumed-role/key-auditor/x is not authorized to perform';
  it.each<[Operation, string, string, string]>([
    [
      'kms:ListKeyRotations',
      `${user}: kms:ListKeyRotations on resource: arn because no resource-based policy allows it`,
      'denied',
      'Add kms:ListKeyRotations to the key policy for role/key-auditor',
    ],
    [
      'kms:ListAliases',
      `${user}: kms:ListAliases because no identity-based policy allows it`,
      'denied',
      'Allow kms:ListAliases in an IAM policy of role/key-auditor',
    ],
    [
      'kms:DescribeKey',
      `${user}: kms:DescribeKey with an explicit deny in a resource-based policy`,
      'denied',
      'Lift the explicit deny of kms:DescribeKey for role/key-auditor',
    ],
    [
      'kms:ListKeys',
      `${user}: kms:ListKeys with an explicit deny in a service control policy`,
      'scp',
      "Ask the organisation's administrator: a service control policy denies kms:ListKeys in eu-west-1 to role/key-auditor",
    ],
    [
      'kms:DescribeKey',
      `${user}: kms:DescribeKey with an explicit deny in a resource control policy`,
      'denied',
      "Ask the organisation's administrator: a resource control policy denies kms:DescribeKey to role/key-auditor",
    ],
    [
      'kms:ListKeys',
      `${user}: kms:ListKeys because no permissions boundary allows the kms:ListKeys action`,
      'denied',
      'Widen the permissions boundary: it denies kms:ListKeys to role/key-auditor',
    ],
    [
      'sts:AssumeRole',
      'User: arn:aws:iam::111122223333:user/auditor is not authorized to perform: sts:TagSession on resource: r',
      'denied',
      "Let the role's trust policy allow sts:TagSession to user/auditor, or leave --session-tag out",
    ],
    [
      'kms:DescribeKey',
      'User: arn:aws:iam::111122223333:user/auditor is not authorized',
      'denied',
      'Add kms:DescribeKey to the key policy for user/auditor',
    ],
  ])('%s: %s', (operation, message, outcome, action) => {
    const error = answered('AccessDeniedException', message, { operation, principal: null });
    expect(error).toMatchObject({ operation, outcome, action });
  });

  it('names the profile where nobody is named', () => {
    expect(answered('AccessDeniedException', 'no', { principal: null }).action).toContain('profile prod');
  });
});

describe('what goes wrong on the way', () => {
  const coded = (code: string, name = 'Error') => Object.assign(new Error(`boom ${code}`), { code, name });
  it.each([
    ['ENOTFOUND', 'unreachable', 'no'],
    ['ECONNREFUSED', 'unreachable', 'no'],
    ['ECONNRESET', 'unreachable', 'transient'],
    ['UND_ERR_SOCKET', 'unreachable', 'transient'],
    ['UND_ERR_CONNECT_TIMEOUT', 'unreachable', 'transient'],
    ['EAI_AGAIN', 'unreachable', 'transient'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'unreachable', 'no'],
    ['HPE_INVALID_CONSTANT', 'malformed', 'no'],
  ])('%s is %s, retry %s', (code, outcome, retry) => {
    const early = site({ principal: null, worksElsewhere: false });
    expect(thrownError(coded(code), early, QUIET)).toMatchObject({ outcome, retry });
  });

  it('tells a host that does not exist from a network that does not work', () => {
    const error = thrownError(coded('ENOTFOUND'), site({ host: 'kms.eu-nowhere-1.amazonaws.com' }), QUIET);
    expect(error).toMatchObject({ outcome: 'noEndpoint', retry: 'no', code: 'ENOTFOUND' });
    expect(error.action).toContain('kms.eu-nowhere-1.amazonaws.com does not exist');
    expect(thrownError(coded('ECONNREFUSED'), site(), QUIET).outcome).toBe('unreachable');
  });

  it("knows a hung-up socket, a deadline and the SDK's own timeout", () => {
    const transient = { outcome: 'unreachable', retry: 'transient' };
    expect(thrownError(new Error('socket hang up'), site(), QUIET)).toMatchObject(transient);
    expect(thrownError(new DeadlineError('late'), site(), QUIET)).toMatchObject(transient);
    expect(thrownError(Object.assign(new Error(), { name: 'TimeoutError' }), site(), QUIET)).toMatchObject(
      transient,
    );
  });

  it('calls an answer that it cannot read malformed, without quoting it', () => {
    expect(thrownError(new MalformedAnswer('KeyState'), site(), QUIET).message).toBe(
      'kms:ListKeyRotations in eu-west-1: answer not understood: KeyState is not as AWS documents it',
    );
    expect(thrownError(new TypeError('Expected real number, got "x"'), site(), QUIET).outcome).toBe(
      'malformed',
    );
    const page = thrownError(new SyntaxError('Unexpected token < in "<html>secret"'), site(), QUIET);
    expect(page.outcome).toBe('malformed');
    expect(page.message).not.toContain('html');
    const xml = Object.assign(
      new Error(
        'XML parse error: unexpected end of input. Deserialization error: to see the raw response, …',
      ),
      { $response: { body: '<SessionToken>secret' } },
    );
    const cut = thrownError(xml, site(), QUIET);
    expect(cut).toMatchObject({ outcome: 'malformed', retry: 'no' });
    expect(cut.cause).toBeUndefined();
  });

  it('keeps the code of an error of an SDK client, told by name', () => {
    const error = Object.assign(new Error('Rate exceeded'), {
      name: 'ThrottlingException',
      $metadata: { httpStatusCode: 400 },
    });
    expect(thrownError(error, site(), QUIET)).toMatchObject({
      code: 'ThrottlingException',
      retry: 'throttle',
    });
  });

  it('says cancelled when the scan was, whatever the client made of it', () => {
    const aborted = AbortSignal.abort();
    expect(thrownError(coded('ECONNRESET'), site(), aborted).outcome).toBe('cancelled');
  });

  it('passes on what the credentials say', () => {
    const error = new CredentialsError({
      outcome: 'expired',
      code: 'SsoSession',
      message: 'The SSO session of profile prod has ended',
      action: 'Run: aws sso login --profile prod',
    });
    expect(thrownError(error, site(), QUIET)).toMatchObject({
      outcome: 'expired',
      retry: 'no',
      action: 'Run: aws sso login --profile prod',
    });
  });
});

it('lets no secret through in a message, nor in the cause', () => {
  const secret = 'planted-session-token';
  const error = Object.assign(new Error(`The canonical string was x-amz-security-token:${secret}`), {
    name: 'InvalidSignatureException',
  });
  const told = thrownError(error, site({ secrets: [secret, ''] }), QUIET);
  expect(told.message).not.toContain(secret);
  expect(told.cause).toBeUndefined();
});
