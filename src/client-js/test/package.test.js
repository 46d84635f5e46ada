import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { FIXTURES, NO_FIXTURES, PACKAGE, PUBLISHED } from './fixtures.js';
import { runReadme } from './readme.js';

const run = promisify(execFile);

test('the types are those of the code', async (context) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'headwater-types-'));
  context.after(() => rm(folder, { recursive: true }));
  const tsc = path.join(PACKAGE, 'node_modules/.bin/tsc');
  const errors = await run(tsc, ['-p', '.', '--outDir', folder], { cwd: PACKAGE }).then(
    () => '',
    ({ stdout }) => stdout,
  );
  assert.equal(errors, '');
  assert.deepEqual(await textsIn(path.join(PACKAGE, 'types')), await textsIn(folder), 'out of date; make them anew with: npm run types');
});

test('the lock file names no registry', async () => {
  const lock = JSON.parse(await readFile(path.join(PACKAGE, 'package-lock.json'), 'utf8'));
  assert.deepEqual(
    Object.entries(lock.packages).filter(([, { resolved }]) => resolved !== undefined),
    [],
  );
});

test('the program in the README runs', { skip: NO_FIXTURES }, async () => {
  const stdout = await runReadme(0, {
    "'garments-25'": path.join(FIXTURES, 'lenet'),
    "'boot.jpg'": path.join(PUBLISHED, 'preprocessing/v1/orientation6.jpg'),
    "'other.png'": path.join(PUBLISHED, 'preprocessing/v1/rgb8.png'),
  });
  assert.match(stdout, /^(T-shirt\/top|bag|boot) 0\.\d+\n\{\s*centreX: /);
});

async function textsIn(folder) {
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.d.ts')).sort();
  return Promise.all(files.map(async (name) => [name, await readFile(path.join(folder, name), 'utf8')]));
}
