package io.headwater.cli.produce;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a source is sent.
 *
 * @param what the source and what is made of it, in a word that is another for another use
 * @param rate events per second; infinite for as fast as the broker takes them
 * @param passes how often the source is sent, from 1
 * @param state where it is kept how far it is; null for nowhere
 */
record ProduceSettings(String what, double rate, long passes, @Nullable Path state) {}
