import { Button, Group, Modal, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { date } from '../../../shared/format/date.ts';
import type { FindingException } from '../../../shared/model/finding.ts';
import { problemOf } from '../../api/problem.ts';
import classes from './findings.module.css';
import { offerUndo } from './undo.tsx';
import { useExcept, useRestore } from './use-exceptions.ts';

/** What an exception is asked for. */
export interface Wish extends Pick<FindingException, 'rule' | 'subject'> {
  readonly name: string;
  /** All that the rule finds, later snapshots included. */
  readonly whole: boolean;
}

const DAYS = 90;

/** `2027-02-22`: the day of an exception, some days from now. */
function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** Asks for a reason and a last day; both are kept on this computer only. */
export function ExceptionForm({
  wish,
  onClose,
}: {
  readonly wish: Wish | null;
  readonly onClose: () => void;
}) {
  return (
    <Modal
      opened={wish !== null}
      onClose={onClose}
      title={wish === null ? '' : `Make an exception: ${wish.name}`}
      // Locking the scroll writes an inline style, which the content policy refuses; the page does not scroll anyway.
      lockScroll={false}
      overlayProps={{ backgroundOpacity: 0.25 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
      transitionProps={{ duration: 120 }}
      classNames={{ title: classes.formTitle }}
    >
      {wish === null ? null : <Form wish={wish} onClose={onClose} />}
    </Modal>
  );
}

function Form({ wish, onClose }: { readonly wish: Wish; readonly onClose: () => void }) {
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState(dayFromNow(DAYS));
  const except = useExcept();
  const restore = useRestore();
  const { rule, subject } = wish;
  const ready = reason.trim() !== '' && until >= dayFromNow(0);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!ready) return;
    except.mutate(
      { rule, subject, reason: reason.trim(), until },
      {
        onSuccess: () => {
          offerUndo(`Left out until ${date(until)}: ${wish.name}.`, () => restore.mutate({ rule, subject }));
          onClose();
        },
      },
    );
  }

  return (
    <form className={classes.form} onSubmit={submit}>
      <p>
        {wish.whole
          ? 'Everything that this rule finds is left out until then, in later snapshots too.'
          : 'This key is left out of this finding until then, in later snapshots too.'}{' '}
        It is kept on this computer, and can be taken back at any time.
      </p>
      <Textarea
        label="Reason"
        data-autofocus
        required
        withAsterisk={false}
        maxLength={500}
        rows={3}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <TextInput
        label="Last day"
        type="date"
        required
        withAsterisk={false}
        min={dayFromNow(0)}
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
      {except.error === null ? null : (
        <p role="alert" className={classes.failed}>
          {[problemOf(except.error).detail, problemOf(except.error).action].filter(Boolean).join('. ')}
        </p>
      )}
      <Group justify="flex-end">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant={ready ? 'filled' : 'default'} disabled={!ready || except.isPending}>
          Make the exception
        </Button>
      </Group>
    </form>
  );
}
