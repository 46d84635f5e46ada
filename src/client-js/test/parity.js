/** Compares predictions with those of the Java client, in Node and in the browser. */

/**
 * @param {any} model
 * @param {any} expected images, and what the Java client says of them
 * @returns {Promise<number>} by how much a value differs at most
 */
export async function difference(model, expected) {
  const images = expected.images.map(pixels);
  const others = expected.others.map(pixels);
  const isOfPairs = model.manifest.tasks.some(({ kind }) => kind === 'similarity');
  const together = await model.predictAll(images, isOfPairs ? others : undefined);
  const single = await model.predict(images[0], isOfPairs ? others[0] : undefined);
  let most = 0;
  for (const [i, prediction] of [...together, single].entries()) {
    const names = Object.keys(prediction);
    if (String(names) !== String(model.manifest.tasks.map(({ name }) => name))) {
      throw new Error(`predictions are of ${names}`);
    }
    for (const task of model.manifest.tasks) {
      const values = expected.predictions[task.name][i % images.length];
      const actual = valuesOf(prediction[task.name], task);
      if (actual.length !== values.length) {
        throw new Error(`'${task.name}' has ${actual.length} values; the Java client has ${values.length}`);
      }
      values.forEach((value, j) => (most = Math.max(most, Math.abs(value - actual[j]))));
    }
  }
  return most;
}

function pixels({ channels, height, width, data }) {
  return { channels, height, width, data: Uint8Array.from(atob(data), (byte) => byte.charCodeAt(0)) };
}

/** The numbers of a result in the order of the model's output. */
function valuesOf(result, task) {
  switch (result.kind) {
    case 'classification':
      return task.classes.map((name) => result.classes.find(({ className }) => className === name).probability);
    case 'edges':
      return result.probabilities;
    case 'location':
      return [result.probability, result.box.centreX, result.box.centreY, result.box.width, result.box.height];
    case 'similarity':
      return [result.probability];
    case 'regression':
      return [result.value];
  }
}
