import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { client } from '../../api/client.ts';
import { problemOf } from '../../api/problem.ts';
import { tell } from '../../app/notice.ts';

/** Both end the scan; its own last event then says what became of it. */
export function ScanActions({ jobId }: { readonly jobId: string }) {
  const ending = useMutation({
    mutationFn: (keep: boolean) => client.scan.cancel({ jobId, keep }),
    onError: (error) => {
      const { title, detail } = problemOf(error);
      tell(`The scan was not stopped. ${title}. ${detail}`);
    },
  });
  return (
    <>
      <Button disabled={ending.isPending} onClick={() => ending.mutate(true)}>
        Stop and keep what is read
      </Button>
      <Button disabled={ending.isPending} onClick={() => ending.mutate(false)}>
        Cancel
      </Button>
    </>
  );
}
