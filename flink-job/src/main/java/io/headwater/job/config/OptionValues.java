package io.headwater.job.config;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.headwater.job.config.Option.Presence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The values of all options of a file by path, defaults included, and all that is wrong there. */
final class OptionValues {
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Map<String, Object> made = new LinkedHashMap<>();
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, String> kinds = new LinkedHashMap<>();
  private final Map<String, List<String>> names = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final StringBuilder canonicalText = new StringBuilder();

  /** Reads the tree as the section says. */
  OptionValues(OptionSection root, JsonNode tree) {
    this(root, "", tree);
  }

  /** Reads what the section says of the tree, which is at that path of a file. */
  OptionValues(OptionSection section, String path, JsonNode tree) {
    read(section, path, tree);
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

  /** What a section of one of these kinds describes; only if nothing was wrong. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  <T> T make(String section, OptionKinds<T> kinds) {
    return (T) requireNonNull(made.get(section), () -> section + " is of no kind of " + kinds);
  }

  /** The names that the file chose in a section, in its order. */
  List<String> names(String section) {
    return names.getOrDefault(section, List.of());
  }

  /** What was chosen where there are kinds, by path, such as "sgd, momentum 0.9". */
  Map<String, String> kinds() {
    return Collections.unmodifiableMap(kinds);
  }

  /** What is wrong, so far. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** Every option that is about learning, with its value: the same for files that mean the same. */
  String canonicalText() {
    return canonicalText.toString();
  }

  private void read(OptionSection section, String path, @Nullable JsonNode given) {
    JsonNode node = section.kinds().map(kinds -> kinds.spelledOut(given)).orElse(given);
    if (node != null && !node.isObject() && !node.isNull() && !node.isMissingNode()) {
      problems.add(is(path, YamlTree.show(node)) + "; it must be " + expectation(section));
    } else if (section.names().isPresent()) {
      readNamed(section, section.names().get(), path, node);
    } else if (section.kinds().isPresent()) {
      readKind(section, section.kinds().get(), path, node);
    } else {
      refuseUnknown(OptionKeys.of(section), path, node);
      section.options().forEach(option -> read(option, path, node));
      readSections(section.sections(), path, node);
    }
  }

  private static String expectation(OptionSection section) {
    if (section.names().isPresent()) {
      return "a mapping with names of your choice as keys";
    }
    String ofKind =
        section.kinds().map(kinds -> kinds.option().type().expectation() + ", or ").orElse("");
    return ofKind + "a mapping with the keys " + OptionKeys.of(section);
  }

  private void readSections(List<OptionSection> sections, String path, @Nullable JsonNode node) {
    for (OptionSection inner : sections) {
      read(inner, OptionSection.join(path, inner.name()), child(node, inner.name()));
    }
  }

  private void readNamed(
      OptionSection section, OptionType<String> type, String path, @Nullable JsonNode node) {
    if (node == null || node.isEmpty()) {
      problems.add(path + " is empty; it must have at least one key, a name of your choice");
      return;
    }
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String inner = OptionSection.join(path, entry.getKey());
      if (type.read(TextNode.valueOf(entry.getKey())).isEmpty()) {
        problems.add(inner + " is no name here; it must be " + type.expectation());
        continue;
      }
      found.add(entry.getKey());
      read(section.sections().get(0), inner, entry.getValue());
    }
    names.put(path, List.copyOf(found));
  }

  private <T> void readKind(
      OptionSection section, OptionKinds<T> kinds, String path, @Nullable JsonNode node) {
    int before = problems.size();
    read(kinds.option(), path, node);
    Optional<OptionVariant<T>> kind = find(path, kinds.option());
    refuseUnknown(
        kind.map(chosen -> OptionKeys.of(section, chosen)).orElseGet(() -> OptionKeys.of(section)),
        path,
        node);
    kind.map(section::options).orElseGet(section::optionsOfAnyKind).stream()
        .filter(option -> !option.equals(kinds.option()))
        .forEach(option -> read(option, path, node));
    kind.ifPresent(chosen -> readSections(chosen.sections(), path, node));
    if (problems.size() == before) {
      kind.ifPresent(chosen -> make(chosen, path));
    }
  }

  private <T> void make(OptionVariant<T> kind, String path) {
    try {
      made.put(path, requireNonNull(kind.factory().make(this, path)));
      kinds.put(path, text(kind, path));
    } catch (IllegalArgumentException e) {
      problems.add(path + ": " + e.getMessage());
    }
  }

  private String text(OptionVariant<?> kind, String path) {
    StringJoiner text = new StringJoiner(", ").add(kind.kind());
    for (Option<?> option : kind.options()) {
      Optional.ofNullable(texts.get(OptionSection.join(path, option.name())))
          .ifPresent(value -> text.add(option.name() + " " + value));
    }
    return text.toString();
  }

  private <T> void read(Option<T> option, String sectionPath, @Nullable JsonNode section) {
    String path = OptionSection.join(sectionPath, option.name());
    JsonNode node = child(section, option.name());
    Optional<T> value;
    if (node == null || node.isNull()) {
      if (option.presence() == Presence.REQUIRED) {
        problems.add(path + " is missing; it must be " + option.type().expectation());
      }
      value = option.defaultValue();
    } else {
      value = option.type().read(node);
      if (value.isEmpty()) {
        problems.addAll(problems(option, path, node));
      }
    }
    value.ifPresent(present -> put(option, path, present));
    value.ifPresent(
        present ->
            texts.put(
                path, node == null || node.isNull() ? option.defaultYaml() : option.show(node)));
  }

  /** What is wrong with a value: with its items, if they are kinds of something. */
  private static List<String> problems(Option<?> option, String path, JsonNode node) {
    List<String> ofItems =
        option
            .type()
            .items()
            .filter(section -> node.isArray())
            .map(section -> KindList.problems(section, path, node))
            .orElse(List.of());
    return ofItems.isEmpty()
        ? List.of(is(path, option.show(node)) + "; " + option.type().remedy(node))
        : ofItems;
  }

  private <T> void put(Option<T> option, String path, T value) {
    values.put(path, value);
    if (option.digests(value)) {
      canonicalText.append(path).append('=').append(value).append('\n');
    }
  }

  private void refuseUnknown(OptionKeys keys, String path, @Nullable JsonNode section) {
    if (section == null) {
      return;
    }
    for (Map.Entry<String, JsonNode> entry : section.properties()) {
      keys.problem(entry.getKey())
          .ifPresent(
              problem -> problems.add(OptionSection.join(path, entry.getKey()) + " " + problem));
    }
  }

  private static String is(String path, String value) {
    return (path.isEmpty() ? "the file" : path) + " is " + value;
  }

  private static @Nullable JsonNode child(@Nullable JsonNode node, String name) {
    return node == null ? null : node.get(name);
  }
}
