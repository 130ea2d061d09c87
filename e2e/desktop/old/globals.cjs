// What Node 16 lacks of the platform that the product is built for. Order matters: undici needs the first ones.
const { Blob: NodeBlob } = require('node:buffer');
const crypto = require('node:crypto');

const define = (target, name, value) => {
  if (!(name in target)) Object.defineProperty(target, name, { value, writable: true, configurable: true });
};

for (const [name, value] of Object.entries(require('node:stream/web'))) define(globalThis, name, value);
define(globalThis, 'Blob', NodeBlob);
define(globalThis, 'crypto', crypto.webcrypto);
define(crypto, 'hash', (algorithm, data, encoding = 'hex') =>
  crypto.createHash(algorithm).update(data).digest(encoding),
);
try {
  atob('~');
} catch (error) {
  define(globalThis, 'DOMException', error.constructor);
}
define(
  globalThis,
  'File',
  class File extends NodeBlob {
    constructor(parts, name, options = {}) {
      super(parts, options);
      define(this, 'name', String(name));
      define(this, 'lastModified', options.lastModified ?? Date.now());
    }
  },
);
define(String.prototype, 'isWellFormed', function isWellFormed() {
  return !/\p{Surrogate}/u.test(this);
});
define(String.prototype, 'toWellFormed', function toWellFormed() {
  return this.replace(/\p{Surrogate}/gu, '\uFFFD');
});
for (const name of ['toSorted', 'toReversed']) {
  const inPlace = { toSorted: 'sort', toReversed: 'reverse' }[name];
  define(Array.prototype, name, function copied(...args) {
    return [...this][inPlace](...args);
  });
}
define(globalThis, 'structuredClone', (value) =>
  require('node:v8').deserialize(require('node:v8').serialize(value)),
);

define(AbortSignal, 'any', (signals) => {
  const joined = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) joined.abort(signal.reason);
    else signal.addEventListener('abort', () => joined.abort(signal.reason), { once: true });
  }
  return joined.signal;
});

define(URL, 'canParse', (address, base) => {
  try {
    return Boolean(new URL(address, base));
  } catch {
    return false;
  }
});
const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});
define(require('node:zlib'), 'crc32', (data, seed = 0) => {
  let value = ~seed;
  for (const byte of Buffer.from(data)) value = (value >>> 8) ^ CRC[(value ^ byte) & 0xff];
  return ~value >>> 0;
});
const http = require('node:http');
const listen = http.Server.prototype.listen;
http.Server.prototype.listen = function listening(...args) {
  this.e2eSockets = new Set();
  this.on('connection', (socket) => {
    this.e2eSockets.add(socket);
    socket.once('close', () => this.e2eSockets.delete(socket));
  });
  return listen.apply(this, args);
};
define(http.Server.prototype, 'closeAllConnections', function closeAllConnections() {
  for (const socket of this.e2eSockets) socket.destroy();
});

const undici = require('undici');
for (const name of ['fetch', 'FormData', 'Headers', 'Request', 'Response'])
  define(globalThis, name, undici[name]);
