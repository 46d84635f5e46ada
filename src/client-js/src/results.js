/**
 * What a model says of an image, by the task's name.
 *
 * @typedef {Record<string, Classification | Edges | Location | Similarity | Regression>} Prediction
 *
 * @typedef {object} Classification
 * @property {'classification'} kind
 * @property {string} className the most probable one
 * @property {number} probability its probability
 * @property {Array<{ className: string, probability: number }>} classes all, the most probable first
 *
 * @typedef {object} Edges
 * @property {'edges'} kind
 * @property {number} height of the model's input
 * @property {number} width likewise
 * @property {Float32Array} probabilities of an edge, row after row
 *
 * @typedef {object} Location
 * @property {'location'} kind
 * @property {number} probability that the object is there
 * @property {{ centreX: number, centreY: number, width: number, height: number }} box as fractions of the image
 *
 * @typedef {object} Similarity
 * @property {'similarity'} kind
 * @property {number} probability that both images are of one kind
 *
 * @typedef {object} Regression
 * @property {'regression'} kind
 * @property {number} value in the unit of the labels
 */

/**
 * @param {import('./manifest.js').Task[]} tasks
 * @param {import('./manifest.js').Shape} input
 * @param {Map<string, Float32Array>} outputs by task, of all images, one after the other
 * @param {number} count of images
 * @returns {Prediction[]}
 */
export function predictions(tasks, input, outputs, count) {
  return Array.from({ length: count }, (_, image) => {
    const results = tasks.map((task) => {
      const values = /** @type {Float32Array} */ (outputs.get(task.name));
      const size = values.length / count;
      return [task.name, ofTask(task, input, values.slice(image * size, (image + 1) * size))];
    });
    return Object.fromEntries(results);
  });
}

/**
 * @param {import('./manifest.js').Task} task
 * @param {import('./manifest.js').Shape} input
 * @param {Float32Array} values
 * @returns {Prediction[string]}
 */
function ofTask(task, { height, width }, values) {
  if (!values.every(Number.isFinite)) {
    throw new RangeError(`the model's output '${task.name}' is not finite for this image; use another snapshot`);
  }
  const { kind } = task;
  switch (kind) {
    case 'classification': {
      const classes = task.classes.map((className, i) => ({ className, probability: values[i] }));
      classes.sort((a, b) => b.probability - a.probability);
      return { kind, ...classes[0], classes };
    }
    case 'edges':
      return { kind, height, width, probabilities: values };
    case 'location': {
      const [probability, centreX, centreY, boxWidth, boxHeight] = values;
      return { kind, probability, box: { centreX, centreY, width: boxWidth, height: boxHeight } };
    }
    case 'similarity':
      return { kind, probability: values[0] };
    case 'regression':
      return { kind, value: values[0] };
  }
}
