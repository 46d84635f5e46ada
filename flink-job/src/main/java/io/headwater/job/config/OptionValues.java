package io.headwater.job.config;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.job.config.Option.Presence;
import io.headwater.job.config.Option.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values of all options of a file by path, defaults included, and all that is wrong there. */
final class OptionValues {
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Map<String, List<String>> names = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final StringBuilder canonicalText = new StringBuilder();

  /** Reads the tree as the section says. */
  OptionValues(OptionSection root, JsonNode tree) {
    read(root, "", tree);
  }

  /** The value of a required option, or of one that has a default; only if nothing was wrong. */
  <T> T get(String section, Option<T> option) {
    return requireNonNull(find(section, option).orElse(null));
  }

  /** The value of an option that may be left out. */
  @SuppressWarnings("unchecked")
  <T> Optional<T> find(String section, Option<T> option) {
    return Optional.ofNullable((T) values.get(OptionSection.join(section, option.name())));
  }

  /** The names that the file chose in a section, in its order. */
  List<String> names(String section) {
    return names.getOrDefault(section, List.of());
  }

  /** What is wrong, so far. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** Every option that is about learning, with its value: the same for files that mean the same. */
  String canonicalText() {
    return canonicalText.toString();
  }

  private void read(OptionSection section, String path, @Nullable JsonNode node) {
    if (node != null && !node.isObject() && !node.isNull() && !node.isMissingNode()) {
      problems.add(
          is(path, YamlTree.show(node))
              + "; it must be a mapping with "
              + (section.namesAreFree()
                  ? "names of your choice as keys"
                  : "the keys " + choices(section)));
      return;
    }
    if (section.namesAreFree()) {
      readNamed(section, path, node);
      return;
    }
    if (node != null) {
      refuseUnknownKeys(section, path, node);
    }
    section.options().forEach(option -> read(option, path, child(node, option.name())));
    for (OptionSection inner : section.sections()) {
      read(inner, OptionSection.join(path, inner.name()), child(node, inner.name()));
    }
  }

  private void readNamed(OptionSection section, String path, @Nullable JsonNode node) {
    if (node == null || node.isEmpty()) {
      problems.add(path + " is empty; it must have at least one key, a name of your choice");
      return;
    }
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      found.add(entry.getKey());
      read(section.sections().get(0), OptionSection.join(path, entry.getKey()), entry.getValue());
    }
    names.put(path, List.copyOf(found));
  }

  private <T> void read(Option<T> option, String sectionPath, @Nullable JsonNode node) {
    String path = OptionSection.join(sectionPath, option.name());
    Optional<T> value;
    if (node == null || node.isNull()) {
      if (option.presence() == Presence.REQUIRED) {
        problems.add(path + " is missing; it must be " + option.type().expectation());
      }
      value = option.defaultValue();
    } else {
      value = option.type().read(node);
      if (value.isEmpty()) {
        problems.add(is(path, option.show(node)) + "; it must be " + option.type().expectation());
      }
    }
    value.ifPresent(present -> put(option, path, present));
  }

  private <T> void put(Option<T> option, String path, T value) {
    values.put(path, value);
    if (option.subject() == Subject.LEARNING) {
      canonicalText.append(path).append('=').append(value).append('\n');
    }
  }

  private void refuseUnknownKeys(OptionSection section, String path, JsonNode node) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!section.keys().contains(entry.getKey())) {
        String meant =
            NearestName.of(entry.getKey(), section.keys())
                .map(name -> "did you mean " + name + "? ")
                .orElse("");
        problems.add(
            OptionSection.join(path, entry.getKey())
                + " is not a key; "
                + meant
                + "the keys here are "
                + choices(section));
      }
    }
  }

  private static String is(String path, String value) {
    return (path.isEmpty() ? "the file" : path) + " is " + value;
  }

  private static String choices(OptionSection section) {
    return String.join(", ", section.keys());
  }

  private static @Nullable JsonNode child(@Nullable JsonNode node, String name) {
    return node == null ? null : node.get(name);
  }
}
