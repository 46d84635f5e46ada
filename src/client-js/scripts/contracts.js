/**
 * Makes src/contracts.js from schemas/src/published: all versions of the records that snapshots are made of, each by the
 * ten bytes with which its values begin.
 */
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const PUBLISHED = new URL('../../../schemas/src/published/', import.meta.url);
const CONTRACTS = new URL('../src/contracts.js', import.meta.url);
const RECORDS = ['SnapshotChunk', 'SnapshotManifest'];
const HEADER_BYTES = 10;

/** What is read depends on nothing else. */
const KEPT = ['type', 'name', 'fields', 'items', 'values', 'size'];

/** The text of src/contracts.js. */
export async function contracts() {
  const folders = (await readdir(PUBLISHED)).filter((name) => /^v\d+$/.test(name));
  folders.sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
  const lines = [];
  for (const record of RECORDS) {
    for (const folder of folders) {
      const files = await readdir(new URL(`${folder}/`, PUBLISHED));
      if (files.includes(`${record}.avsc`)) {
        const bytes = await readFile(new URL(`${folder}/${record}.bin`, PUBLISHED));
        const schema = JSON.parse(await readFile(new URL(`${folder}/${record}.avsc`, PUBLISHED), 'utf8'));
        lines.push(`  // ${record}, version ${folder.slice(1)}`);
        lines.push(`  '${bytes.subarray(0, HEADER_BYTES).toString('hex')}': ${JSON.stringify(schema, KEPT)},`);
      }
    }
  }
  return [
    '// Made from schemas/src/published by scripts/contracts.js (npm run contracts).',
    '',
    '/**',
    ' * Schemas by the first ten bytes of their values, in hexadecimal digits.',
    ' *',
    ' * @type {Readonly<Record<string, any>>}',
    ' */',
    'export const CONTRACTS = Object.freeze({',
    ...lines,
    '});',
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(CONTRACTS, await contracts());
}
