import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, test } from 'node:test';
import { open } from '../src/node.js';
import { MODELS, NO_FIXTURES, expectedOf, folderOf } from './fixtures.js';
import { difference } from './parity.js';

describe('a snapshot in a folder', { skip: NO_FIXTURES }, () => {
  for (const name of MODELS) {
    test(`predicts as the Java client does: ${name}`, async () => {
      const model = await open(folderOf(name));
      assert.ok((await difference(model, await expectedOf(name))) < 1e-4);
      await model.close();
    });
  }

  test('is loaded by its address, too', async (context) => {
    const server = createServer(async (request, response) => response.end(await readFile(path.join(folderOf('age'), request.url))));
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    context.after(() => server.close());
    const address = `http://127.0.0.1:${server.address().port}`;
    for (const folder of [address, `${address}/`, new URL(address), pathToFileURL(folderOf('age'))]) {
      const model = await open(folder);
      assert.equal(model.manifest.model, 'fashion');
      await model.close();
    }
    await assert.rejects(open(address, { limits: { maxManifestBytes: 100 } }), { reason: 'TOO_LARGE' });
  });

  test('is damaged, or not all there', async (context) => {
    const folder = await copyOf('age', context);
    const onnx = path.join(folder, 'model.onnx');
    const bytes = await readFile(onnx);
    bytes[bytes.length >> 1] ^= 1;
    await writeFile(onnx, bytes);
    await assert.rejects(open(folder), { reason: 'DIGEST_MISMATCH', message: /another digest than the manifest says/ });
    await truncate(onnx, 100);
    await assert.rejects(open(folder), { reason: 'WRONG_LENGTH', message: /has 100 bytes; the manifest says \d+/ });
    await writeFile(onnx, Buffer.concat([bytes, Buffer.of(0)]));
    await assert.rejects(open(folder), { reason: 'TOO_LARGE' });
    await rm(onnx);
    await assert.rejects(open(folder), { name: 'UnreachableError', message: /model\.onnx can't be read \(ENOENT\): give the folder/ });
    await cp(path.join(folderOf('lenet'), 'model.onnx'), onnx);
    await assert.rejects(open(folder), { name: 'RefusedSnapshotError' });
  });

  test('is beyond the limits', async () => {
    await assert.rejects(open(folderOf('lenet'), { limits: { maxPayloadBytes: 1000 } }), {
      reason: 'TOO_LARGE',
      message: /maxPayloadBytes is 1000/,
    });
    await assert.rejects(open(folderOf('lenet'), { limits: { maxTasks: 1 } }), { reason: 'TOO_LARGE', message: /maxTasks is 1/ });
    await assert.rejects(open(folderOf('lenet'), { limits: { maxOutputValues: 100 } }), { reason: 'TOO_LARGE' });
  });

  test('says what it sees in plain words', async () => {
    const model = await open(folderOf('lenet'));
    const image = { channels: 1, height: 40, width: 30, data: new Uint8Array(1200).fill(90) };
    const prediction = await model.predict(image);
    assert.deepEqual(Object.keys(prediction), ['garment', 'edges', 'place']);
    const { garment, edges, place } = prediction;
    assert.ok(['T-shirt/top', 'bag', 'boot'].includes(garment.className));
    assert.equal(garment.probability, Math.max(...garment.classes.map(({ probability }) => probability)));
    assert.equal(edges.probabilities.length, edges.height * edges.width);
    assert.deepEqual(Object.keys(place.box), ['centreX', 'centreY', 'width', 'height']);
    const { same } = await model.predict(image, image);
    assert.equal(same.kind, 'similarity');
    await model.close();
  });

  test('finishes what was begun when it is closed', async () => {
    const model = await open(folderOf('lenet'));
    const image = { channels: 3, height: 18, width: 16, data: new Uint8Array(864) };
    const running = Array.from({ length: 5 }, () => model.predict(image));
    await model.close();
    assert.equal((await Promise.all(running)).length, 5);
    await assert.rejects(model.predict(image), /the model is closed/);
  });

  test('is asked the wrong way', async () => {
    const model = await open(folderOf('age'));
    await assert.rejects(model.predictAll([]), /there are 0 images/);
    await assert.rejects(model.predict(null), { name: 'RefusedImageError' });
    await model.close();
  });
});

test('a folder that is not there is one sentence', async () => {
  await assert.rejects(open('no-such-folder'), {
    name: 'UnreachableError',
    message: "no-such-folder/manifest.bin can't be read (ENOENT): give the folder that 'headwater snapshots export --to file' wrote",
  });
});

async function copyOf(name, context) {
  const folder = await mkdtemp(path.join(tmpdir(), 'headwater-client-'));
  context.after(() => rm(folder, { recursive: true }));
  await cp(folderOf(name), folder, { recursive: true });
  return folder;
}
