import { DEFAULT_REGIONS } from '../generate/places.ts';
import { AwsRefusal, type Call, text, unrecognised } from './call.ts';
import { AUDIT_ROLE, type CredentialBook, WEB_IDENTITY_TOKEN } from './credentials.ts';

function escaped(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function xml(name: string, result: string): string {
  return (
    `<${name}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${name}Result>${result}</${name}Result>` +
    '<ResponseMetadata><RequestId>00000000-0000-4000-8000-000000000000</RequestId></ResponseMetadata>' +
    `</${name}Response>`
  );
}

function callerIdentity({ caller }: Call): string {
  const { accountId, arn } = caller;
  return xml(
    'GetCallerIdentity',
    `<Arn>${escaped(arn)}</Arn><UserId>AIDANORTHWIND${accountId.slice(-8)}</UserId><Account>${accountId}</Account>`,
  );
}

interface Counter {
  readonly book: CredentialBook;
  /** What the one MFA device shows. */
  readonly mfaCode: string;
  readonly now: number;
}

function assumeRole(call: Call, { book, mfaCode, now }: Counter): string {
  const given = text(call.input, 'TokenCode');
  if (given !== undefined && given !== mfaCode) {
    throw new AwsRefusal(
      'AccessDenied',
      'MultiFactorAuthentication failed with invalid MFA one time pass code. ',
      403,
    );
  }
  return role(call, 'AssumeRole', book, now);
}

/** Unsigned: the token of another identity provider proves the caller. */
function assumeRoleWithWebIdentity(call: Call, { book, now }: Counter): string {
  const token = text(call.input, 'WebIdentityToken');
  if (token !== WEB_IDENTITY_TOKEN) {
    throw new AwsRefusal('InvalidIdentityToken', 'The ID Token provided is not a valid JWT.');
  }
  return role(call, 'AssumeRoleWithWebIdentity', book, now);
}

function role(
  call: Call,
  name: 'AssumeRole' | 'AssumeRoleWithWebIdentity',
  book: CredentialBook,
  now: number,
): string {
  const roleArn = text(call.input, 'RoleArn') ?? '';
  const session = text(call.input, 'RoleSessionName') ?? '';
  const seconds = Number(text(call.input, 'DurationSeconds') ?? 3600);
  const match = /^arn:aws:iam::(\d{12}):role\/(.+)$/.exec(roleArn);
  const known = call.organisation.accounts.some((account) => account.id === match?.[1]);
  if (!match?.[1] || !known || match[2] !== AUDIT_ROLE) {
    throw new AwsRefusal(
      'AccessDenied',
      `User: ${call.caller.arn} is not authorized to perform: sts:${name} on resource: ${roleArn}`,
      403,
    );
  }
  if (!(seconds >= 900 && seconds <= 43_200)) {
    throw new AwsRefusal('ValidationError', `The requested DurationSeconds ${seconds} is out of bounds.`);
  }
  const issued = book.issue(match[1], session, seconds, now);
  return xml(
    name,
    `<AssumedRoleUser><AssumedRoleId>AROANORTHWIND:${escaped(session)}</AssumedRoleId><Arn>${escaped(issued.arn)}</Arn>` +
      `</AssumedRoleUser><Credentials><AccessKeyId>${issued.accessKeyId}</AccessKeyId>` +
      `<SecretAccessKey>${issued.secretAccessKey}</SecretAccessKey><SessionToken>${issued.sessionToken}</SessionToken>` +
      `<Expiration>${new Date(issued.expiration).toISOString()}</Expiration></Credentials>`,
  );
}

/** STS answers in XML. */
export function answerSts(call: Call, counter: Counter): string {
  const off = ![...DEFAULT_REGIONS, ...call.organisation.regions].includes(call.region);
  if (off) throw unrecognised('sts');
  switch (call.name) {
    case 'GetCallerIdentity':
      return callerIdentity(call);
    case 'AssumeRole':
      return assumeRole(call, counter);
    case 'AssumeRoleWithWebIdentity':
      return assumeRoleWithWebIdentity(call, counter);
    default:
      throw new AwsRefusal('InvalidAction', `Could not find operation ${call.name} for version 2011-06-15`);
  }
}

/** SSO's GetRoleCredentials: authorised by an access token instead of a signature. */
export function roleCredentials(call: Call, tokenHolds: boolean, book: CredentialBook, now: number): object {
  if (!tokenHolds) throw new AwsRefusal('UnauthorizedException', 'Session token not found or invalid', 401);
  const accountId = text(call.input, 'account_id') ?? '';
  const known = call.organisation.accounts.some((account) => account.id === accountId);
  if (!known || text(call.input, 'role_name') !== AUDIT_ROLE)
    throw new AwsRefusal('ForbiddenException', 'No access', 403);
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = book.issue(accountId, 'sso', 3600, now);
  return { roleCredentials: { accessKeyId, secretAccessKey, sessionToken, expiration } };
}
