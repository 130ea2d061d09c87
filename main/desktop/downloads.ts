import { join } from 'node:path';
import { app, dialog, session } from 'electron';

/** A report that the page hands over is saved where the user says; cancelling the dialog cancels the download. */
export function setupDownloads(): void {
  session.defaultSession.on('will-download', (event, item) => {
    const path = dialog.showSaveDialogSync({
      title: 'Save',
      defaultPath: join(app.getPath('downloads'), item.getFilename()),
    });
    if (path) item.setSavePath(path);
    else event.preventDefault();
  });
}
