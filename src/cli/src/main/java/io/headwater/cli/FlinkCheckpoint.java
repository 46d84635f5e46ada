package io.headwater.cli;

import java.time.Duration;
import java.time.Instant;

/**
 * A checkpoint that was completed.
 *
 * @param at when
 * @param took from its trigger to its end
 */
public record FlinkCheckpoint(long id, Instant at, Duration took) {}
