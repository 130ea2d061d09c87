import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** Mantine wants ten steps; the look knows one for each scheme, which stand at the two primary shades. */
function steps(dark: string, darkHover: string, light: string, lightHover: string): MantineColorsTuple {
  return [dark, dark, dark, dark, dark, darkHover, light, light, lightHover, lightHover];
}

const FAMILY = "'IBM Plex Sans Variable', system-ui, sans-serif";

export const theme = createTheme({
  primaryColor: 'ledger',
  primaryShade: { light: 7, dark: 4 },
  colors: {
    ledger: steps('#5bc79f', '#72d1ae', '#0a6a4e', '#08573f'),
    alert: steps('#f08a7c', '#f39d91', '#a8261c', '#8f2018'),
  },
  white: '#fafbf9',
  black: '#111513',
  fontFamily: FAMILY,
  fontFamilyMonospace: "'IBM Plex Mono', ui-monospace, monospace",
  headings: {
    fontFamily: FAMILY,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '24px', lineHeight: '32px', fontWeight: '500' },
      h2: { fontSize: '13.5px', lineHeight: '19px' },
      h3: { fontSize: '13px', lineHeight: '20px' },
    },
  },
  fontSizes: { xs: '11.5px', sm: '12px', md: '13px', lg: '14px', xl: '24px' },
  lineHeights: { xs: '16px', sm: '17px', md: '20px', lg: '20px', xl: '32px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '18px', xl: '24px' },
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '6px', xl: '6px' },
  defaultRadius: 'sm',
  shadows: {
    xs: 'var(--kl-shadow)',
    sm: 'var(--kl-shadow)',
    md: 'var(--kl-shadow)',
    lg: 'var(--kl-shadow)',
    xl: 'var(--kl-shadow)',
  },
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  autoContrast: false,
  breakpoints: { xs: '1200px', sm: '1200px', md: '1200px', lg: '1200px', xl: '1200px' },
  components: {
    Button: {
      defaultProps: { variant: 'default' },
      vars: () => ({
        root: {
          '--button-height': '28px',
          '--button-padding-x': '12px',
          '--button-fz': '13px',
        },
      }),
    },
    Checkbox: { defaultProps: { radius: 'xs' }, vars: () => ({ root: { '--checkbox-size': '14px' } }) },
    Menu: {
      defaultProps: {
        shadow: 'md',
        radius: 'md',
        position: 'bottom-end',
        withInitialFocusPlaceholder: false,
        transitionProps: { duration: 120, exitDuration: 80 },
      },
    },
    Popover: {
      defaultProps: { shadow: 'md', radius: 'md', transitionProps: { duration: 120, exitDuration: 80 } },
    },
    HoverCard: {
      defaultProps: {
        shadow: 'md',
        radius: 'md',
        openDelay: 120,
        transitionProps: { duration: 120, exitDuration: 80 },
      },
    },
    Tooltip: { defaultProps: { openDelay: 200, transitionProps: { duration: 120, exitDuration: 80 } } },
    Anchor: { defaultProps: { underline: 'hover' } },
    Skeleton: { defaultProps: { radius: 0, animate: false } },
    TextInput: { defaultProps: { size: 'sm' } },
  },
});

const SCHEME = {
  '--mantine-color-body': 'var(--kl-paper)',
  '--mantine-color-text': 'var(--kl-ink)',
  '--mantine-color-dimmed': 'var(--kl-ink3)',
  '--mantine-color-placeholder': 'var(--kl-ink3)',
  '--mantine-color-default': 'transparent',
  '--mantine-color-default-color': 'var(--kl-ink)',
  '--mantine-color-default-border': 'var(--kl-rule)',
  '--mantine-color-default-hover': 'var(--kl-fill)',
  '--mantine-color-disabled': 'transparent',
  '--mantine-color-disabled-color': 'var(--kl-ink3)',
  '--mantine-color-disabled-border': 'var(--kl-hairline)',
  '--mantine-color-anchor': 'var(--kl-accent)',
  '--mantine-color-error': 'var(--kl-alert)',
  '--mantine-primary-color-contrast': 'var(--kl-on-accent)',
};

export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: SCHEME,
  dark: SCHEME,
});
