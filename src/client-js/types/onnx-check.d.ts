export declare const FEATURES = "features";
export declare const REFERENCE = "reference";
export declare const IMAGE = "image";
/**
 * What is refused before ONNX Runtime sees it, which ends the process on some models and reads files for others: fields
 * and operators that Headwater's exporter never writes (so there are no external data, subgraphs or functions), inputs
 * and outputs that are not those of the manifest's tasks, and weights that are not finite.
 *
 * @param {import('./snapshot.js').Snapshot} snapshot
 * @param {import('./limits.js').Limits} limits
 * @returns {{ features: number, shapes: Map<string, number[]> }} features of an image, and what comes of each image, by output
 * @throws {RefusedSnapshotError}
 */
export declare function checkOnnx({ manifest, payload }: import('./snapshot.js').Snapshot, limits: import('./limits.js').Limits): {
    features: number;
    shapes: Map<string, number[]>;
};
/** @param {Readonly<import('./manifest.js').Manifest>} manifest */
export declare function comparesPairs(manifest: Readonly<import('./manifest.js').Manifest>): boolean;
/** @param {number[]} shape */
export declare function sizeOf(shape: number[]): number;
