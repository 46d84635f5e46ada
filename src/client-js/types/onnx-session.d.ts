export type Runtime = {
    InferenceSession: {
        create(model: Uint8Array, options?: any): Promise<any>;
    };
    Tensor: new (type: any, data: any, dims: readonly number[]) => any;
};
/**
 * What is needed of ONNX Runtime: onnxruntime-node and onnxruntime-web have it.
 *
 * @typedef {object} Runtime
 * @property {{ create(model: Uint8Array, options?: any): Promise<any> }} InferenceSession
 * @property {new (type: any, data: any, dims: readonly number[]) => any} Tensor
 */
/** A snapshot's model in ONNX Runtime, which has scored a test image of every task. Runs one thing after the other. */
export declare class OnnxSession {
    #private;
    /**
     * @param {Runtime} runtime
     * @param {any} session
     * @param {Readonly<import('./manifest.js').Manifest>} manifest
     * @param {{ features: number, shapes: Map<string, number[]> }} checked
     */
    constructor(runtime: Runtime, session: any, manifest: Readonly<import('./manifest.js').Manifest>, { features, shapes }: {
        features: number;
        shapes: Map<string, number[]>;
    });
    /**
     * @param {import('./snapshot.js').Snapshot} snapshot
     * @param {Runtime} runtime
     * @param {import('./limits.js').Limits} limits
     * @returns {Promise<OnnxSession>}
     * @throws {RefusedSnapshotError} if it is not to be served
     */
    static open(snapshot: import('./snapshot.js').Snapshot, runtime: Runtime, limits: import('./limits.js').Limits): Promise<OnnxSession>;
    /**
     * @param {Uint8Array} images of the model's input, one after the other
     * @param {number} count
     * @returns {Promise<Float32Array>} what the trunk makes of each
     */
    features(images: Uint8Array, count: number): Promise<Float32Array>;
    /**
     * @param {Uint8Array} images
     * @param {number} count
     * @param {Float32Array | null} reference features of as many images to compare with; null: zeros
     * @param {string[]} wanted names of outputs
     * @returns {Promise<Map<string, Float32Array>>} for each image its values, one after the other
     */
    outputs(images: Uint8Array, count: number, reference: Float32Array | null, wanted: string[]): Promise<Map<string, Float32Array>>;
    /** When what was begun is done. */
    close(): Promise<void>;
}
