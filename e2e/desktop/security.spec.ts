import { type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { firstPage, freshPlaces, launch, needsElectron } from './electron.ts';

needsElectron();

let app: ElectronApplication;
let page: Page;

test.beforeAll(async () => {
  app = await launch(freshPlaces());
  page = await firstPage(app);
  await page.getByRole('heading').first().waitFor();
});
test.afterAll(() => app.close());

test('the window is sandboxed, isolated and without Node', async () => {
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    return (
      contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
    ).getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
  });
  expect(preferences.webSecurity).not.toBe(false);
});

test('the page sees nothing of Node or Electron', async () => {
  const seen = await page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter(
      (name) => name in globalThis,
    ),
  );
  expect(seen).toEqual([]);
});

test('the origin is ours, and serves only the page’s own files', async () => {
  expect(page.url()).toMatch(/^app:\/\/keyledger\//);
  const statuses = await page.evaluate(async () => {
    const status = async (path: string, method = 'GET') => (await fetch(path, { method })).status;
    return [
      await status('/'),
      await status('/../desktop.cjs'),
      await status('/..%2fdesktop.cjs'),
      await status('/..%2f..%2fpackage.json'),
      await status('/..%5cdesktop.cjs'),
      await status('/%'),
      await status('/', 'POST'),
    ];
  });
  expect(statuses).toEqual([200, 404, 403, 403, 403, 400, 405]);
  for (const address of ['app://evil/', 'file:///etc/passwd']) {
    expect(
      await page.evaluate(
        (to) =>
          fetch(to).then(
            () => 'answered',
            () => 'refused',
          ),
        address,
      ),
    ).toBe('refused');
  }
});

test('the policy forbids inline script, eval, frames and other origins', async () => {
  const broken = await page.evaluate(async () => {
    const directives: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) =>
      directives.push(event.effectiveDirective),
    );
    const script = document.createElement('script');
    script.textContent = 'window.inlineRan = true';
    document.body.append(script);
    const frame = document.createElement('iframe');
    frame.src = 'https://example.com/';
    document.body.append(frame);
    await fetch('https://example.com/').catch(() => undefined);
    const evaluated = await new Promise<string>((resolve) => {
      setTimeout(() => {
        try {
          // biome-ignore lint/security/noGlobalEval: that it is refused is what is tested
          resolve(String(eval('1 + 1')));
        } catch (error) {
          resolve((error as Error).name);
        }
      });
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    script.remove();
    frame.remove();
    return { directives, evaluated, inlineRan: 'inlineRan' in window };
  });
  expect(broken.inlineRan).toBe(false);
  expect(broken.evaluated).toBe('EvalError');
  expect(broken.directives.join(' ')).toContain('script-src');
  expect(broken.directives.join(' ')).toMatch(/frame-src|child-src|default-src/);
  expect(broken.directives.join(' ')).toContain('connect-src');
});

test('the window stays on our page and opens no other', async () => {
  const before = page.url();
  await page.evaluate(() => {
    location.href = 'https://example.com/';
  });
  await page.evaluate(() => window.open('https://example.com/') === null);
  await expect.poll(() => page.url()).toBe(before);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('only known places open outside, in the user’s own browser', async () => {
  const opened = await app.evaluate(async ({ shell, BrowserWindow }) => {
    const seen: string[] = [];
    shell.openExternal = async (url: string) => {
      seen.push(url);
    };
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    for (const url of [
      'https://docs.aws.amazon.com/kms/',
      'https://console.aws.amazon.com.evil.example/',
      'http://docs.aws.amazon.com/',
      'file:///etc/passwd',
    ]) {
      await contents?.executeJavaScript(`window.open(${JSON.stringify(url)}) === null`, true);
    }
    return seen;
  });
  expect(opened).toEqual(['https://docs.aws.amazon.com/kms/']);
});

test('permissions are denied', async () => {
  const states = await page.evaluate(async () => {
    const geolocation = await new Promise<string>((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve('granted'),
        (error) => resolve(`denied ${error.code}`),
      );
    });
    return { geolocation, notifications: await Notification.requestPermission() };
  });
  expect(states).toEqual({ geolocation: 'denied 1', notifications: 'denied' });
});

test('a webview cannot be attached, even where the tag is on', async () => {
  const attached = await app.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false, webPreferences: { webviewTag: true } });
    let count = 0;
    window.webContents.on('did-attach-webview', () => count++);
    await window.loadURL('app://keyledger/');
    await window.webContents.executeJavaScript(
      "document.body.append(Object.assign(document.createElement('webview'), { src: 'app://keyledger/' })); new Promise((done) => setTimeout(done, 300))",
    );
    window.destroy();
    return count;
  });
  expect(attached).toBe(0);
});

test('a frame that is not the page’s own gets no port', async () => {
  const handed = await app.evaluate(async ({ ipcMain }) => {
    let posted = 0;
    const frame = { url: 'https://evil.example/', postMessage: () => posted++ };
    const listeners = ipcMain.listeners('keyledger:request-port');
    for (const listen of listeners) {
      listen({ senderFrame: frame, sender: { mainFrame: frame } });
      listen({ senderFrame: null, sender: { mainFrame: null } });
    }
    return { listeners: listeners.length, posted };
  });
  expect(handed).toEqual({ listeners: 1, posted: 0 });
});
