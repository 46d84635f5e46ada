package io.headwater.job.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads a list of kinds of something. */
final class KindList<T> {
  private final OptionKinds<T> kinds;
  private final OptionSection section;

  KindList(OptionKinds<T> kinds) {
    this.kinds = kinds;
    this.section = OptionSection.ofKinds("", "", kinds, List.of());
  }

  /** What an item is. */
  OptionSection section() {
    return section;
  }

  /** The items; empty if one is wrong, or there twice. */
  Optional<List<Kinded<T>>> read(JsonNode list) {
    if (!list.isArray()) {
      return Optional.empty();
    }
    Map<String, Kinded<T>> items = new LinkedHashMap<>();
    for (JsonNode node : list) {
      OptionValues values = new OptionValues(section, "", node);
      if (!values.problems().isEmpty()) {
        return Optional.empty();
      }
      Kinded<T> item = new Kinded<>(values.make("", kinds), text(values));
      if (items.put(item.text(), item) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(List.copyOf(items.values()));
  }

  private String text(OptionValues values) {
    String kind = values.get("", kinds.option()).kind();
    List<String> keys = values.canonicalText().lines().skip(1).toList();
    return keys.isEmpty() ? kind : kind + "{" + String.join(", ", keys) + "}";
  }

  /** What is wrong with the items of the list, by their paths. */
  static List<String> problems(OptionSection section, String path, JsonNode list) {
    return IntStream.range(0, list.size())
        .boxed()
        .flatMap(
            i -> new OptionValues(section, path + "[" + i + "]", list.get(i)).problems().stream())
        .toList();
  }
}
