/** How a profile of the shared AWS configuration obtains credentials. */
export type ProfileKind =
  | 'static'
  | 'session'
  | 'role'
  | 'mfaRole'
  | 'sso'
  | 'ssoLegacy'
  | 'process'
  | 'webIdentity'
  | 'credentialSource'
  | 'login'
  | 'environment'
  | 'incomplete';

/**
 * `ready`: can be read now, as far as the files show. `signIn`, `mfa`: the user must act first. `unsupported`: not
 * by this version. `broken`: the files contradict themselves. `command` is shown whole, to be copied.
 */
export interface ProfileNeed {
  readonly state: 'ready' | 'signIn' | 'mfa' | 'unsupported' | 'broken';
  readonly text: string;
  readonly detail: string | null;
  readonly command: string | null;
  /** Keyledger itself can ask the user for it: a sign-in by page and code, or an MFA code. */
  readonly here: boolean;
}

/** A profile as the files tell it; no secret is ever part of it, and no call was made. */
export interface ProfileSummary {
  readonly name: string;
  readonly kind: ProfileKind;
  /** The account, where the files name it; null when only AWS can tell. */
  readonly accountId: string | null;
  readonly region: string | null;
  /** For a role: the profile it starts from. */
  readonly source: string | null;
  readonly need: ProfileNeed;
}
