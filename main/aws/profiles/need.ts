import { access } from 'node:fs/promises';
import type { ProfileNeed } from '../../../shared/model/profile.ts';
import type { Env } from '../environment.ts';
import { hasContainer, keysSection } from './ambient.ts';
import type { Chain, ChainRoot } from './chain.ts';
import { awsLoginCommand, loginCommand, scanCommand } from './command.ts';
import type { SharedConfig } from './files.ts';
import { loginLeftMs, readLoginToken } from './login.ts';
import { span } from './span.ts';
import { isRenewable, readSsoToken, ssoSettings, tokenLeftMs } from './sso.ts';

/** The end of the credentials that a chain has already obtained in this process; null where it has none. */
export type SignedIn = (chain: Chain) => Date | null;

export interface NeedSettings {
  readonly env: Env;
  readonly now: Date;
  readonly signedIn: SignedIn;
}

/** What a profile needs before it can be read, as far as the files, the environment and this process tell. */
export async function needOf(
  config: SharedConfig,
  profile: string,
  chain: Chain,
  settings: NeedSettings,
): Promise<ProfileNeed> {
  if (!chain.ok)
    return { state: 'broken', text: chain.fault, detail: chain.action, command: null, here: false };
  const mfa = chain.hops.find((hop) => hop.mfaSerial !== null);
  if (mfa) {
    const ends = settings.signedIn(chain);
    if (ends !== null)
      return ready(
        `the code was given; its session ends in ${span(ends.getTime() - settings.now.getTime())}`,
      );
  }
  const root = await rootNeed(config, chain.root, settings);
  if (root.state !== 'ready') return root;
  if (mfa) {
    const detail = `device ${mfa.mfaSerial}, asked once and kept for the session`;
    return {
      state: 'mfa',
      text: 'A code from your MFA device',
      detail,
      command: scanCommand(profile),
      here: true,
    };
  }
  const role = chain.hops.at(-1)?.roleArn;
  if (role === undefined) return root;
  const assumes = `assumes ${role.slice(role.lastIndexOf(':') + 1)}`;
  const from = chain.root.profile === profile ? null : root.detail;
  return { ...root, detail: from === null ? assumes : `${assumes}; ${from}` };
}

async function rootNeed(config: SharedConfig, root: ChainRoot, settings: NeedSettings): Promise<ProfileNeed> {
  const where = root.profile === config.ambient ? 'from the environment' : 'from the file';
  switch (root.kind) {
    case 'static':
      return ready(`access keys ${where}`);
    case 'session':
      return ready(`temporary keys ${where}; only AWS can tell whether they still hold`);
    case 'process':
      return {
        state: 'ready',
        text: 'Ready: runs a command',
        detail: 'a command on this computer hands out its credentials',
        command: root.section.credential_process ?? null,
        here: false,
      };
    case 'sso':
    case 'ssoLegacy':
      return ssoNeed(config, root, settings.now);
    case 'webIdentity':
      return webIdentityNeed(root);
    case 'credentialSource':
      return sourceNeed(root, settings.env);
    case 'login':
      return loginNeed(config, root, settings.now);
  }
}

function ready(detail: string | null): ProfileNeed {
  return { state: 'ready', text: 'Ready', detail, command: null, here: false };
}

function broken(text: string, detail: string): ProfileNeed {
  return { state: 'broken', text, detail, command: null, here: false };
}

async function webIdentityNeed({ profile, section }: ChainRoot): Promise<ProfileNeed> {
  const path = section.web_identity_token_file ?? '';
  try {
    await access(path);
    return ready('the token in a file is exchanged for a role');
  } catch {
    return broken(
      `The web identity token of ${profile} is not there`,
      `Put the token into ${path}, or correct web_identity_token_file of profile ${profile}`,
    );
  }
}

function sourceNeed({ profile, section }: ChainRoot, env: Env): ProfileNeed {
  switch (section.credential_source) {
    case 'Environment':
      return keysSection(env) === null
        ? broken(
            `Profile ${profile} takes its keys from the environment, which has none`,
            'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY before Keyledger is started',
          )
        : ready('access keys from the environment');
    case 'EcsContainer':
      return hasContainer(env)
        ? ready('the credentials of this container')
        : broken(
            `Profile ${profile} takes the credentials of a container, and this is none`,
            'Run Keyledger in the container: ECS and EKS set AWS_CONTAINER_CREDENTIALS_… there',
          );
    case 'Ec2InstanceMetadata':
      return env.AWS_EC2_METADATA_DISABLED?.toLowerCase() === 'true'
        ? broken(
            `Profile ${profile} takes the credentials of the instance, which AWS_EC2_METADATA_DISABLED turns off`,
            'Unset AWS_EC2_METADATA_DISABLED',
          )
        : ready('the credentials of this EC2 instance, where this is one');
    default:
      return {
        state: 'unsupported',
        text: `Profile ${profile} names a credential_source that AWS does not have`,
        detail: 'AWS knows Environment, Ec2InstanceMetadata and EcsContainer',
        command: null,
        here: false,
      };
  }
}

async function loginNeed(config: SharedConfig, root: ChainRoot, now: Date): Promise<ProfileNeed> {
  const token = await readLoginToken(config.paths.loginCache, root.section.login_session ?? '');
  const signIn = (text: string): ProfileNeed => {
    const detail = 'the AWS command line signs this kind of session in';
    return { state: 'signIn', text, detail, command: awsLoginCommand(root.profile), here: false };
  };
  if (token === null) return signIn('Sign-in: no session yet');
  const left = loginLeftMs(token, now);
  return left > 0
    ? ready(`session ends in ${span(left)}, or is renewed when it is used`)
    : ready('the session is renewed when it is used');
}

async function ssoNeed(config: SharedConfig, root: ChainRoot, now: Date): Promise<ProfileNeed> {
  const settings = ssoSettings(config, root);
  if ('missing' in settings) {
    return broken(
      `SSO profile ${root.profile} lacks ${settings.missing}`,
      `Add ${settings.missing} to ${config.paths.config}, or run aws configure sso`,
    );
  }
  const signIn = (text: string): ProfileNeed => {
    return { state: 'signIn', text, detail: null, command: loginCommand(root.profile), here: true };
  };
  const token = await readSsoToken(config.paths.ssoCache, settings.tokenId);
  const left = token === null ? null : tokenLeftMs(token, now);
  if (token === null || left === null) return signIn('Sign-in: no session yet');
  if (left > 0) return ready(`session ends in ${span(left)}`);
  if (isRenewable(root, token, now)) return ready('the session is renewed when it is used');
  return signIn(`Sign-in: the session ended ${span(-left)} ago`);
}
