import { app, type Session, shell, type WebContents } from 'electron';
import { isOurPage } from './scheme.ts';

/** The only places outside that a link may open, in the user's own browser. */
const OUTSIDE = ['console.aws.amazon.com', 'docs.aws.amazon.com', 'aws.amazon.com', 'awsapps.com'];
/** Where IAM Identity Center has a code confirmed, region by region. */
const SIGN_IN_PAGE = /^device\.sso\.[a-z0-9-]+\.amazonaws\.com$/;

function mayOpenOutside(address: string): boolean {
  try {
    const { protocol, hostname } = new URL(address);
    if (protocol !== 'https:') return false;
    return (
      SIGN_IN_PAGE.test(hostname) ||
      OUTSIDE.some((host) => hostname === host || hostname.endsWith(`.${host}`))
    );
  } catch {
    return false;
  }
}

/** Electron grants every permission unless told otherwise; the page needs to copy text, and nothing else. */
function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    answer(permission === 'clipboard-sanitized-write');
  });
  session.setPermissionCheckHandler((_contents, permission) => permission === 'clipboard-sanitized-write');
}

function keepInside(contents: WebContents): void {
  for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect'] as const) {
    contents.on(name as 'will-navigate', (event) => {
      if (!isOurPage(event.url)) event.preventDefault();
    });
  }
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (mayOpenOutside(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
}

/** Whatever window ever comes to be: it stays on our page, opens none, and is permitted nothing. */
export function lockDown(): void {
  app.on('session-created', denyPermissions);
  app.on('web-contents-created', (_event, contents) => keepInside(contents));
}
