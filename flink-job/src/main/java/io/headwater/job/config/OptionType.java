package io.headwater.job.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Function;

/**
 * The values that an option takes.
 *
 * @param expectation what is right, so that it can follow "must be", such as "a whole number from 1
 *     to 4096"
 * @param reader the value of a YAML node, or empty if the node is not as expected
 */
record OptionType<T>(String expectation, Function<JsonNode, Optional<T>> reader) {
  Optional<T> read(JsonNode node) {
    return reader.apply(node);
  }
}
