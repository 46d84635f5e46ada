/**
 * Schemas by the first ten bytes of their values, in hexadecimal digits.
 *
 * @type {Readonly<Record<string, any>>}
 */
export declare const CONTRACTS: Readonly<Record<string, any>>;
