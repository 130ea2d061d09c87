import { AwsRefusal, type Call, text } from './call.ts';
import { AUDIT_ROLE, type CredentialBook, SSO_TOKEN } from './credentials.ts';

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

function assumeRole(call: Call, book: CredentialBook, now: number): string {
  const roleArn = text(call.input, 'RoleArn') ?? '';
  const session = text(call.input, 'RoleSessionName') ?? '';
  const seconds = Number(text(call.input, 'DurationSeconds') ?? 3600);
  const match = /^arn:aws:iam::(\d{12}):role\/(.+)$/.exec(roleArn);
  const known = call.organisation.accounts.some((account) => account.id === match?.[1]);
  if (!match?.[1] || !known || match[2] !== AUDIT_ROLE) {
    throw new AwsRefusal(
      'AccessDenied',
      `User: ${call.caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
      403,
    );
  }
  if (!(seconds >= 900 && seconds <= 43_200)) {
    throw new AwsRefusal('ValidationError', `The requested DurationSeconds ${seconds} is out of bounds.`);
  }
  const issued = book.issue(match[1], session, seconds, now);
  return xml(
    'AssumeRole',
    `<AssumedRoleUser><AssumedRoleId>AROANORTHWIND:${escaped(session)}</AssumedRoleId><Arn>${escaped(issued.arn)}</Arn>` +
      `</AssumedRoleUser><Credentials><AccessKeyId>${issued.accessKeyId}</AccessKeyId>` +
      `<SecretAccessKey>${issued.secretAccessKey}</SecretAccessKey><SessionToken>${issued.sessionToken}</SessionToken>` +
      `<Expiration>${new Date(issued.expiration).toISOString()}</Expiration></Credentials>`,
  );
}

/** STS answers in XML. */
export function answerSts(call: Call, book: CredentialBook, now: number): string {
  switch (call.name) {
    case 'GetCallerIdentity':
      return callerIdentity(call);
    case 'AssumeRole':
      return assumeRole(call, book, now);
    default:
      throw new AwsRefusal('InvalidAction', `Could not find operation ${call.name} for version 2011-06-15`);
  }
}

/** SSO's GetRoleCredentials: authorised by an access token instead of a signature. */
export function roleCredentials(
  call: Call,
  token: string | undefined,
  book: CredentialBook,
  now: number,
): object {
  if (token !== SSO_TOKEN)
    throw new AwsRefusal('UnauthorizedException', 'Session token not found or invalid', 401);
  const accountId = text(call.input, 'account_id') ?? '';
  const known = call.organisation.accounts.some((account) => account.id === accountId);
  if (!known || text(call.input, 'role_name') !== AUDIT_ROLE)
    throw new AwsRefusal('ForbiddenException', 'No access', 403);
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = book.issue(accountId, 'sso', 3600, now);
  return { roleCredentials: { accessKeyId, secretAccessKey, sessionToken, expiration } };
}
