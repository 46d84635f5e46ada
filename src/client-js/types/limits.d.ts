/**
 * What a client is willing to hold; all are whole numbers over 0.
 *
 * @typedef {object} Limits
 * @property {number} maxPayloadBytes of a model, and of the chunks of one partition that wait for their manifest
 * @property {number} maxChunks of a model
 * @property {number} maxManifestBytes of a manifest
 * @property {number} maxInputValues channels x height x width of the model's input
 * @property {number} maxTasks of a model
 * @property {number} maxClasses of all its tasks together
 * @property {number} maxOutputValues features and predictions of one image, 4 bytes each
 * @property {number} maxImageBytes of an image's file
 * @property {number} maxImagePixels width x height of an image, as its header says
 */
export type Limits = {
    /**
     * of a model, and of the chunks of one partition that wait for their manifest
     */
    maxPayloadBytes: number;
    /**
     * of a model
     */
    maxChunks: number;
    /**
     * of a manifest
     */
    maxManifestBytes: number;
    /**
     * channels x height x width of the model's input
     */
    maxInputValues: number;
    /**
     * of a model
     */
    maxTasks: number;
    /**
     * of all its tasks together
     */
    maxClasses: number;
    /**
     * features and predictions of one image, 4 bytes each
     */
    maxOutputValues: number;
    /**
     * of an image's file
     */
    maxImageBytes: number;
    /**
     * width x height of an image, as its header says
     */
    maxImagePixels: number;
};
/** @type {Readonly<Limits>} */
export declare const DEFAULT_LIMITS: Readonly<Limits>;
/**
 * The default limits, but for those that are given.
 *
 * @param {Partial<Limits>} [given]
 * @returns {Readonly<Limits>}
 */
export declare function limitsOf(given?: Partial<Limits>): Readonly<Limits>;
