/** The rows of a PNG's passes, inflated, unfiltered (ISO/IEC 15948, section 9) and cut into samples. */
export declare class PngRows {
    #private;
    /**
     * @param {Uint8Array} data inflated
     * @param {number} samples of a pixel
     * @param {number} depth bits of a sample
     */
    constructor(data: Uint8Array, samples: number, depth: number);
    /**
     * @param {Uint8Array[]} deflated
     * @param {number} samples
     * @param {number} depth
     * @param {Array<{ columns: number, rows: number }>} passes
     */
    static of(deflated: Uint8Array[], samples: number, depth: number, passes: Array<{
        columns: number;
        rows: number;
    }>): Promise<PngRows>;
    /**
     * @param {number} columns
     * @param {boolean} isFirst of its pass
     * @returns {Uint16Array} pixel after pixel
     */
    next(columns: number, isFirst: boolean): Uint16Array;
}
