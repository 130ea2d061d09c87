import type { ProfileNeed } from '../../../shared/model/profile.ts';
import type { Chain, ChainRoot } from './chain.ts';
import { ssoLoginCommand } from './command.ts';
import type { SharedConfig } from './files.ts';
import { span } from './span.ts';
import { isRenewable, readSsoToken, ssoSettings, tokenLeftMs } from './sso.ts';

/** What a profile needs before it can be read, as far as the files tell. */
export async function needOf(
  config: SharedConfig,
  profile: string,
  chain: Chain,
  now: Date,
): Promise<ProfileNeed> {
  if (!chain.ok) return { state: 'broken', text: chain.fault, detail: chain.action, command: null };
  const root = await rootNeed(config, chain.root, now);
  if (root.state !== 'ready') return root;
  const mfa = chain.hops.find((hop) => hop.mfaSerial !== null);
  if (mfa) {
    const detail = `device ${mfa.mfaSerial}, asked once and kept for the session`;
    return { state: 'mfa', text: 'A code from your MFA device', detail, command: root.command };
  }
  const role = chain.hops.at(-1)?.roleArn;
  if (role === undefined) return root;
  const assumes = `assumes ${role.slice(role.lastIndexOf(':') + 1)}`;
  const from = chain.root.profile === profile ? null : root.detail;
  return { ...root, detail: from === null ? assumes : `${assumes}; ${from}` };
}

async function rootNeed(config: SharedConfig, root: ChainRoot, now: Date): Promise<ProfileNeed> {
  switch (root.kind) {
    case 'static':
      return ready('access keys from the file');
    case 'session':
      return ready('temporary keys from the file; only AWS can tell whether they still hold');
    case 'process':
      return {
        state: 'ready',
        text: 'Ready: runs a command',
        detail: 'a command on this computer hands out its credentials',
        command: root.section.credential_process ?? null,
      };
    case 'sso':
    case 'ssoLegacy':
      return ssoNeed(config, root, now);
    case 'webIdentity':
      return unsupported('Web identity token', 'a token file is exchanged for a role');
    case 'credentialSource':
      return unsupported('Credentials of the machine', `credential_source ${root.section.credential_source}`);
    case 'login':
      return unsupported('A session of aws login', 'use aws configure export-credentials, or an SSO session');
  }
}

function ready(detail: string | null): ProfileNeed {
  return { state: 'ready', text: 'Ready', detail, command: null };
}

function unsupported(what: string, detail: string): ProfileNeed {
  return { state: 'unsupported', text: `${what}: not read by this version`, detail, command: null };
}

async function ssoNeed(config: SharedConfig, root: ChainRoot, now: Date): Promise<ProfileNeed> {
  const settings = ssoSettings(config, root);
  if ('missing' in settings) {
    return {
      state: 'broken',
      text: `SSO profile ${root.profile} lacks ${settings.missing}`,
      detail: `Add ${settings.missing} to ${config.paths.config}, or run aws configure sso`,
      command: null,
    };
  }
  const signIn = (text: string): ProfileNeed => {
    return { state: 'signIn', text, detail: null, command: ssoLoginCommand(root.profile) };
  };
  const token = await readSsoToken(config.paths.ssoCache, settings.tokenId);
  const left = token === null ? null : tokenLeftMs(token, now);
  if (token === null || left === null) return signIn('Sign-in: no session yet');
  if (left > 0) return ready(`session ends in ${span(left)}`);
  if (isRenewable(root, token, now)) return ready('the session is renewed when it is used');
  return signIn(`Sign-in: the session ended ${span(-left)} ago`);
}
