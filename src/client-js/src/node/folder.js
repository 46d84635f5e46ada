import { open } from 'node:fs/promises';
import path from 'node:path';
import { UnreachableError } from '../errors.js';
import { tooLong } from '../source.js';

/**
 * Files in a folder.
 *
 * @param {string} folder
 * @returns {import('../source.js').FileReader}
 */
export function filesIn(folder) {
  return async (name, maxBytes) => {
    const file = path.join(folder, name);
    const handle = await open(file).catch((error) => {
      throw new UnreachableError(
        `${file} can't be read (${error.code}): give the folder that 'headwater snapshots export --to file' wrote`,
        error,
      );
    });
    try {
      const { size } = await handle.stat();
      if (size > maxBytes) {
        throw tooLong(file, maxBytes);
      }
      return new Uint8Array(await handle.readFile());
    } finally {
      await handle.close();
    }
  };
}
