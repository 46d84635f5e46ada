export type TaskKind = 'classification' | 'edges' | 'location' | 'similarity' | 'regression';
export type Task = {
    /**
     * also of its output in the ONNX graph
     */
    name: string;
    kind: TaskKind;
    lossWeight: number;
    /**
     * names in the order of the output; empty but for classifications
     */
    classes: string[];
};
export type Shape = {
    /**
     * 1 (grey) or 3 (red, green, blue)
     */
    channels: number;
    height: number;
    width: number;
};
export type Manifest = {
    model: string;
    /**
     * empty: from a job that did not name lineages yet
     */
    lineageId: string;
    version: number;
    parentVersion: number | null;
    createdAt: Date;
    step: number;
    /**
     * learned from
     */
    examples: number;
    payloadBytes: number;
    payloadSha256: string;
    chunkSha256: string[];
    architectureFingerprint: string;
    /**
     * to which images are brought
     */
    input: Shape;
    tasks: Task[];
    metrics: Array<{
        task: string;
        headline: string;
        values: Record<string, number>;
    }>;
    /**
     * of the manifest itself
     */
    digest: string;
};
/**
 * @param {Uint8Array} bytes the record's value
 * @param {import('./limits.js').Limits} limits
 * @returns {Promise<Readonly<Manifest>>}
 * @throws {RefusedSnapshotError} if it is damaged, can't be, or describes what is beyond the limits
 */
export declare function readManifest(bytes: Uint8Array, limits: import('./limits.js').Limits): Promise<Readonly<Manifest>>;
