/** The model that is served, replaced while it is used: each prediction sees one whole model, and none waits for a swap. */
export declare class LiveModel {
    #private;
    /**
     * @param {import('./model.js').Platform} platform
     * @param {Partial<import('./limits.js').Limits>} [limits]
     */
    constructor(platform: import('./model.js').Platform, limits?: Partial<import('./limits.js').Limits>);
    /** Of the model that is served; null if there is none yet. */
    get manifest(): Readonly<import("./manifest.js").Manifest> | null;
    /**
     * Checks and loads the snapshot, has it score a test image, and serves it from then on. If that fails, the model before
     * it is served on.
     *
     * @param {import('./snapshot.js').Snapshot} snapshot
     * @returns {Promise<void>}
     * @throws {import('./errors.js').RefusedSnapshotError} if it is not to be served
     */
    swap(snapshot: import('./snapshot.js').Snapshot): Promise<void>;
    /**
     * As {@link Model#predict}.
     *
     * @param {import('./image/planes.js').ImageSource} image
     * @param {import('./image/planes.js').ImageSource} [other]
     */
    predict(image: import('./image/planes.js').ImageSource, other?: import('./image/planes.js').ImageSource): Promise<import("./results.js").Prediction>;
    /**
     * As {@link Model#predictAll}.
     *
     * @param {import('./image/planes.js').ImageSource[]} images
     * @param {import('./image/planes.js').ImageSource[]} [others]
     */
    predictAll(images: import('./image/planes.js').ImageSource[], others?: import('./image/planes.js').ImageSource[]): Promise<import("./results.js").Prediction[]>;
    close(): Promise<void>;
}
