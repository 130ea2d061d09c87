import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { CopyButton } from '../../components/copy-button.tsx';
import { mfaCode, type SignInState } from './sign-in-state.ts';
import classes from './start.module.css';
import type { SignIn } from './use-sign-in.ts';

function CodeForm({
  state,
  onCode,
}: {
  state: SignInState & { step: 'mfa' };
  onCode: (code: string) => void;
}) {
  const [typed, setTyped] = useState('');
  const code = mfaCode(typed);
  function give(event: FormEvent) {
    event.preventDefault();
    if (code !== null) onCode(code);
  }
  return (
    <form className={classes.code} onSubmit={give}>
      <TextInput
        autoFocus
        size="xs"
        aria-label={`Code of ${state.device}`}
        placeholder="6 digits"
        inputMode="numeric"
        autoComplete="one-time-code"
        value={typed}
        error={state.wrong ? 'AWS did not take that code' : null}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button className={classes.give ?? ''} type="submit" size="xs" disabled={code === null}>
        Give code
      </Button>
    </form>
  );
}

function Step({ signIn }: { readonly signIn: SignIn }) {
  const { state } = signIn;
  switch (state.step) {
    case 'idle':
      return null;
    case 'waiting':
      return <p>Waiting for AWS</p>;
    case 'verify':
      return (
        <p>
          Confirm the code <strong className={classes.userCode}>{state.code}</strong>{' '}
          <CopyButton text={state.code} what="the code" /> on the{' '}
          <a href={state.url} target="_blank" rel="noopener noreferrer">
            sign-in page
          </a>
          .
        </p>
      );
    case 'mfa':
      return <CodeForm key={state.ask} state={state} onCode={(code) => signIn.answer(state.ask, code)} />;
    case 'failed':
      return (
        <p>
          {state.failure.message}
          {state.failure.action === null ? null : <small>{state.failure.action}</small>}
        </p>
      );
  }
}

/** What the user does now to sign a profile in, below what it needs. */
export function SignInPanel({ signIn }: { readonly signIn: SignIn }) {
  return (
    <div className={classes.signIn} role="status">
      <Step signIn={signIn} />
    </div>
  );
}
