import { type MantineColorScheme, Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import classes from './title-bar.module.css';

const SCHEMES: readonly { readonly scheme: MantineColorScheme; readonly word: string }[] = [
  { scheme: 'light', word: 'Light' },
  { scheme: 'dark', word: 'Dark' },
  { scheme: 'auto', word: 'As the system' },
];

export function SchemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu withinPortal={false} width={150}>
      <Menu.Target>
        <UnstyledButton className={classes.icon} aria-label="Light or dark">
          <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
            <circle cx="7" cy="7" r="5.8" fill="none" stroke="currentColor" strokeWidth="1.4" />
            <path d="M7 1.2A5.8 5.8 0 0 1 7 12.8Z" fill="currentColor" />
          </svg>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {SCHEMES.map(({ scheme, word }) => (
          <Menu.Item
            key={scheme}
            role="menuitemradio"
            aria-checked={scheme === colorScheme}
            onClick={() => setColorScheme(scheme)}
          >
            {word}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
