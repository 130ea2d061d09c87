import { Button, Checkbox } from '@mantine/core';
import { useId } from 'react';
import type { ProfileSummary } from '../../../shared/model/profile.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { kindWord } from './kind-words.ts';
import { SignInPanel } from './sign-in-panel.tsx';
import classes from './start.module.css';
import { type SignIn, useSignIn } from './use-sign-in.ts';

/** Tick: can be read. Ring: the reader must act first. Cross: not by this version, or not as the files stand. */
function NeedMark({ state }: { readonly state: ProfileSummary['need']['state'] }) {
  switch (state) {
    case 'ready':
      return <path d="M1.5 6.5l3 3 6-7" stroke="var(--kl-accent)" strokeWidth="1.8" />;
    case 'signIn':
    case 'mfa':
      return <circle cx="6" cy="6" r="4.4" stroke="var(--kl-ink)" strokeWidth="1.6" />;
    case 'unsupported':
    case 'broken':
      return <path d="M2.5 2.5l7 7M9.5 2.5l-7 7" stroke="var(--kl-ink3)" strokeWidth="1.5" />;
  }
}

/** The one thing that helps: to sign in here, to stop that, or to copy the command that does it elsewhere. */
function Act({ profile, signIn }: { readonly profile: ProfileSummary; readonly signIn: SignIn }) {
  const { name, need } = profile;
  const { step } = signIn.state;
  if (step !== 'idle' && step !== 'failed') {
    return (
      <Button
        size="compact-xs"
        variant="default"
        onClick={signIn.cancel}
        aria-label={`Cancel signing in ${name}`}
      >
        Cancel
      </Button>
    );
  }
  if (need.here) {
    const word = need.state === 'mfa' ? 'Enter code' : 'Sign in';
    return (
      <Button size="compact-xs" variant="default" onClick={signIn.start} aria-label={`${word} for ${name}`}>
        {step === 'failed' ? 'Try again' : word}
      </Button>
    );
  }
  return need.command === null ? null : <CopyButton text={need.command} what={`the command for ${name}`} />;
}

interface ProfileRowProps {
  readonly profile: ProfileSummary;
  readonly ticked: boolean;
  readonly onTick: (ticked: boolean) => void;
}

export function ProfileRow({ profile, ticked, onTick }: ProfileRowProps) {
  const { name, need, accountId } = profile;
  const id = useId();
  const signIn = useSignIn(name);
  return (
    <tr>
      <td className={classes.tick}>
        <Checkbox
          id={id}
          checked={ticked}
          disabled={need.state !== 'ready'}
          onChange={(event) => onTick(event.currentTarget.checked)}
        />
      </td>
      <th scope="row" title={name}>
        <label htmlFor={id}>{name}</label>
      </th>
      <td>
        {kindWord(profile)}
        <small>{accountId ?? 'account not known yet'}</small>
      </td>
      <td>
        <span className={classes.need}>
          <svg width="12" height="12" viewBox="0 0 12 12" fill="none" aria-hidden="true">
            <NeedMark state={need.state} />
          </svg>
          {need.text}
        </span>
        {need.command === null || need.here ? (
          <small className={classes.under} hidden={need.detail === null && signIn.state.step !== 'idle'}>
            {need.detail}
          </small>
        ) : (
          <small className={classes.under}>
            <code>{need.command}</code>
          </small>
        )}
        <SignInPanel signIn={signIn} />
      </td>
      <td className={classes.act}>
        <Act profile={profile} signIn={signIn} />
      </td>
    </tr>
  );
}
