import { ipcRenderer } from 'electron';

/** The page asks for a port to the core; main answers with one; it is handed over. Nothing else crosses. */
window.addEventListener('message', (event) => {
  if (event.source !== window || event.origin !== location.origin) return;
  if (event.data === 'keyledger:request-port') ipcRenderer.send('keyledger:request-port');
});

ipcRenderer.on('keyledger:port', (event) => {
  window.postMessage('keyledger:port', location.origin, [...event.ports]);
});
