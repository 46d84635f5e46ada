import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { PACKAGE } from './fixtures.js';

/**
 * Runs a program of the README as a user would: in a folder of this package, where its own name stands for it.
 *
 * @param {number} index which one
 * @param {Record<string, string>} replaced what stands for something of the user's, and what it is here
 * @returns {Promise<string>} what it prints
 */
export async function runReadme(index, replaced) {
  const readme = await readFile(path.join(PACKAGE, 'README.md'), 'utf8');
  let program = readme.split('```js\n')[1 + index].split('```')[0];
  for (const [text, here] of Object.entries(replaced)) {
    assert.ok(program.includes(text), text);
    program = program.replaceAll(text, JSON.stringify(here));
  }
  const folder = path.join(PACKAGE, 'target', String(index));
  await mkdir(folder, { recursive: true });
  try {
    const file = path.join(folder, 'readme.js');
    await writeFile(file, program);
    return (await promisify(execFile)(process.execPath, [file])).stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}
