package io.headwater.job.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The choice between several kinds of something, by the key "kind". A kind alone, in place of the
 * mapping, stands for one with the defaults of its keys.
 *
 * @param option the key
 * @param variants what it chooses from
 */
record OptionKinds<T>(Option<OptionVariant<T>> option, List<OptionVariant<T>> variants) {
  private static final String KEY = "kind";

  OptionKinds {
    variants = List.copyOf(variants);
  }

  /** A choice that the file must make. */
  static <T> OptionKinds<T> required(String description, List<OptionVariant<T>> variants) {
    return new OptionKinds<>(Option.required(KEY, type(variants), description), variants);
  }

  /** A choice that is the first one of the variants, if the file does not make it. */
  static <T> OptionKinds<T> firstByDefault(String description, List<OptionVariant<T>> variants) {
    return new OptionKinds<>(
        Option.withDefault(KEY, type(variants), variants.get(0).kind(), description), variants);
  }

  /** Leaves the default out of the digest. */
  OptionKinds<T> addedLater() {
    return new OptionKinds<>(option.addedLater(), variants);
  }

  /** The mapping that a value in its place stands for. */
  @Nullable JsonNode spelledOut(@Nullable JsonNode value) {
    return value != null && value.isTextual()
        ? JsonNodeFactory.instance.objectNode().set(KEY, value)
        : value;
  }

  private static <T> OptionType<OptionVariant<T>> type(List<OptionVariant<T>> variants) {
    Map<String, OptionVariant<T>> byKind = new LinkedHashMap<>();
    variants.forEach(variant -> byKind.put(variant.kind(), variant));
    return OptionTypes.choice(byKind);
  }
}
