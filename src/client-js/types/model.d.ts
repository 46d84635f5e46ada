import { OnnxSession } from './onnx-session.js';
export type Platform = {
    runtime: import('./onnx-session.js').Runtime;
    decodeJpeg: import('./image/jpeg.js').JpegDecoder;
};
export type Options = {
    /**
     * ONNX Runtime, where it is not to be imported by its usual name
     */
    runtime?: import('./onnx-session.js').Runtime;
    limits?: Partial<import('./limits.js').Limits>;
};
/**
 * What differs between Node and the browser.
 *
 * @typedef {object} Platform
 * @property {import('./onnx-session.js').Runtime} runtime
 * @property {import('./image/jpeg.js').JpegDecoder} decodeJpeg
 *
 * @typedef {object} Options
 * @property {import('./onnx-session.js').Runtime} [runtime] ONNX Runtime, where it is not to be imported by its usual name
 * @property {Partial<import('./limits.js').Limits>} [limits]
 */
/** A snapshot's model, which was checked and has scored a test image. */
export declare class Model {
    #private;
    /** What the snapshot is, and what it does. */
    manifest: Readonly<import("./manifest.js").Manifest>;
    /**
     * @param {OnnxSession} session
     * @param {Readonly<import('./manifest.js').Manifest>} manifest
     * @param {Platform} platform
     * @param {import('./limits.js').Limits} limits
     */
    constructor(session: OnnxSession, manifest: Readonly<import('./manifest.js').Manifest>, platform: Platform, limits: import('./limits.js').Limits);
    /**
     * @param {import('./snapshot.js').Snapshot} snapshot
     * @param {Platform} platform
     * @param {Partial<import('./limits.js').Limits>} [limits]
     * @returns {Promise<Model>}
     * @throws {import('./errors.js').RefusedSnapshotError} if it is not to be served
     */
    static load(snapshot: import('./snapshot.js').Snapshot, platform: Platform, limits?: Partial<import('./limits.js').Limits>): Promise<Model>;
    /**
     * What the model says of an image: of all tasks, and of those that compare pairs if there is another image.
     *
     * @param {import('./image/planes.js').ImageSource} image
     * @param {import('./image/planes.js').ImageSource} [other] to compare it with
     * @returns {Promise<import('./results.js').Prediction>}
     * @throws {import('./errors.js').RefusedImageError} if an image can't be read
     */
    predict(image: import('./image/planes.js').ImageSource, other?: import('./image/planes.js').ImageSource): Promise<import('./results.js').Prediction>;
    /**
     * The same of several images at once, which is faster.
     *
     * @param {import('./image/planes.js').ImageSource[]} images at least one
     * @param {import('./image/planes.js').ImageSource[]} [others] as many, to compare each with its own
     * @returns {Promise<import('./results.js').Prediction[]>}
     */
    predictAll(images: import('./image/planes.js').ImageSource[], others?: import('./image/planes.js').ImageSource[]): Promise<import('./results.js').Prediction[]>;
    /** Frees its memory, when the predictions that were begun are done. */
    close(): Promise<void>;
}
