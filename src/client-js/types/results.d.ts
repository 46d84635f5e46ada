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
export type Prediction = Record<string, Classification | Edges | Location | Similarity | Regression>;
export type Classification = {
    kind: 'classification';
    /**
     * the most probable one
     */
    className: string;
    /**
     * its probability
     */
    probability: number;
    /**
     * all, the most probable first
     */
    classes: Array<{
        className: string;
        probability: number;
    }>;
};
export type Edges = {
    kind: 'edges';
    /**
     * of the model's input
     */
    height: number;
    /**
     * likewise
     */
    width: number;
    /**
     * of an edge, row after row
     */
    probabilities: Float32Array;
};
export type Location = {
    kind: 'location';
    /**
     * that the object is there
     */
    probability: number;
    /**
     * as fractions of the image
     */
    box: {
        centreX: number;
        centreY: number;
        width: number;
        height: number;
    };
};
export type Similarity = {
    kind: 'similarity';
    /**
     * that both images are of one kind
     */
    probability: number;
};
export type Regression = {
    kind: 'regression';
    /**
     * in the unit of the labels
     */
    value: number;
};
/**
 * @param {import('./manifest.js').Task[]} tasks
 * @param {import('./manifest.js').Shape} input
 * @param {Map<string, Float32Array>} outputs by task, of all images, one after the other
 * @param {number} count of images
 * @returns {Prediction[]}
 */
export declare function predictions(tasks: import('./manifest.js').Task[], input: import('./manifest.js').Shape, outputs: Map<string, Float32Array>, count: number): Prediction[];
