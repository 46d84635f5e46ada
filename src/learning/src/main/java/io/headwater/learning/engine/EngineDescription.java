package io.headwater.learning.engine;

/**
 * What computes.
 *
 * @param engine name and version, with the kernels it uses
 * @param device the processor or GPU
 */
public record EngineDescription(String engine, String device) {}
