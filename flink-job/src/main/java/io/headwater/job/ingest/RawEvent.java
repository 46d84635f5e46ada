package io.headwater.job.ingest;

/**
 * One record of Kafka, as it is.
 *
 * @param timestampMillis the record's own, in milliseconds since the epoch, UTC
 * @param key empty if the record has none
 * @param value empty if the record has none
 */
public record RawEvent(
    String topic, int partition, long offset, long timestampMillis, byte[] key, byte[] value) {}
