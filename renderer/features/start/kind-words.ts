import type { ProfileSummary } from '../../../shared/model/profile.ts';

/** How a profile gets its credentials, in the words of AWS's own pages. */
export function kindWord({ kind, source }: Pick<ProfileSummary, 'kind' | 'source'>): string {
  const from = source === null ? '' : `, from ${source}`;
  switch (kind) {
    case 'static':
      return 'Static keys';
    case 'session':
      return 'Session token';
    case 'role':
      return `Role${from}`;
    case 'mfaRole':
      return `Role with MFA${from}`;
    case 'sso':
    case 'ssoLegacy':
      return 'IAM Identity Center';
    case 'process':
      return 'External command';
    case 'webIdentity':
      return 'Web identity';
    case 'credentialSource':
      return 'Credentials of the machine';
    case 'login':
      return 'Console sign-in';
    case 'environment':
      return 'From the environment';
    case 'incomplete':
      return 'Incomplete';
  }
}
