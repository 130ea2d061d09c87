require('./globals.cjs');
const path = require('node:path');
const { Readable } = require('node:stream');
const { app, protocol, utilityProcess } = require('electron');

// Root has no Chromium sandbox: the tests then pass --no-sandbox, which enableSandbox() would contradict. What the
// window itself asks for (sandbox: true) stays as it is.
if (process.argv.includes('--no-sandbox')) app.enableSandbox = () => undefined;

async function* chunks(body) {
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield Buffer.from(value);
  }
}

protocol.handle ??= (scheme, handler) =>
  protocol.registerStreamProtocol(scheme, async (request, callback) => {
    try {
      const answer = await handler(
        new Request(request.url, { method: request.method, headers: request.headers }),
      );
      callback({
        statusCode: answer.status,
        headers: Object.fromEntries(answer.headers),
        data: Readable.from(answer.body ? chunks(answer.body) : []),
      });
    } catch (error) {
      console.error('protocol.handle', error);
      callback({ error: -2 });
    }
  });

// This runtime passes the address as the second argument only.
app.on('web-contents-created', (_event, contents) => {
  for (const name of ['will-navigate', 'will-redirect']) {
    contents.on(name, (event, url) => {
      event.url ??= url;
    });
  }
});

const fork = utilityProcess.fork;
utilityProcess.fork = (file, args, options = {}) =>
  fork(path.join(__dirname, 'core.cjs'), args, {
    ...options,
    env: { ...(options.env ?? process.env), E2E_CORE: file },
  });

module.require(process.env.E2E_MAIN ?? path.join(__dirname, '../out/desktop.cjs'));
