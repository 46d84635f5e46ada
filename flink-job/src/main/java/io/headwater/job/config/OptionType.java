package io.headwater.job.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The values that an option takes.
 *
 * @param expectation what is right, so that it can follow "must be", such as "a whole number from 1
 *     to 4096"
 * @param choices the texts that are right, if there are but a few; else empty
 * @param schema the same as a JSON Schema (draft 2020-12)
 * @param reader the value of a YAML node, or empty if the node is not as expected
 * @param items what each item is, if the value is a list of kinds of something
 */
record OptionType<T>(
    String expectation,
    List<String> choices,
    ObjectNode schema,
    Function<JsonNode, Optional<T>> reader,
    Optional<OptionSection> items) {
  OptionType {
    choices = List.copyOf(choices);
  }

  /** Of more values than could be listed. */
  OptionType(String expectation, ObjectNode schema, Function<JsonNode, Optional<T>> reader) {
    this(expectation, List.of(), schema, reader);
  }

  /** Of single values, or of lists of such. */
  OptionType(
      String expectation,
      List<String> choices,
      ObjectNode schema,
      Function<JsonNode, Optional<T>> reader) {
    this(expectation, choices, schema, reader, Optional.empty());
  }

  Optional<T> read(JsonNode node) {
    return reader.apply(node);
  }

  /** What to say of a value that is not taken: the choice that was meant, and what is right. */
  String remedy(JsonNode value) {
    return NearestName.of(value.asText(), choices)
            .map(choice -> "did you mean " + choice + "? ")
            .orElse("")
        + "it must be "
        + expectation;
  }
}
