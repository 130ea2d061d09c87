import { Button, Menu } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { EXPORT_FORMATS } from '../../../shared/contract/reports.ts';
import type { KeyFilter } from '../../../shared/model/query.ts';
import { client } from '../../api/client.ts';
import { problemOf } from '../../api/problem.ts';
import { tell } from '../../app/notice.ts';
import { save } from './save.ts';

type Format = (typeof EXPORT_FORMATS)[number];

interface ExportMenuProps {
  readonly snapshot: string;
  /** The keys that CSV and JSON hold. */
  readonly filter: KeyFilter;
}

const WORDS: Readonly<Record<Format, string>> = {
  pdf: 'PDF report',
  csv: 'CSV of keys',
  json: 'JSON of keys, one a line',
};

type AskedExport = Parameters<typeof client.reports.export>[0];

/** Saves a report or the listed keys; says when the file is being made, and why it could not be. */
export function ExportMenu({ snapshot, filter }: ExportMenuProps) {
  const making = useMutation({
    mutationFn: async (format: Format) => {
      const asked = format === 'pdf' ? { snapshot, format } : { snapshot, format, filter };
      save(await client.reports.export(asked as AskedExport));
    },
    onMutate: () => tell(null),
    onError: (error) => {
      const { title, detail, action } = problemOf(error);
      tell(['The file was not made.', `${title}.`, detail, action].filter(Boolean).join(' '));
    },
  });
  const narrowed = Object.keys(filter).length > 0;
  return (
    <Menu withinPortal={false} width={230}>
      <Menu.Target>
        <Button disabled={making.isPending} aria-live="polite">
          {making.isPending ? 'Making the file' : 'Export'}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {EXPORT_FORMATS.map((format) => (
          <Menu.Item key={format} onClick={() => making.mutate(format)}>
            {WORDS[format]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>
          {narrowed
            ? 'The PDF states the whole snapshot; CSV and JSON hold the keys of this sentence.'
            : 'Every file states the snapshot it was made from.'}
        </Menu.Label>
      </Menu.Dropdown>
    </Menu>
  );
}
