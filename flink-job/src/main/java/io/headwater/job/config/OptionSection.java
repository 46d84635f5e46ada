package io.headwater.job.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A mapping of the configuration file.
 *
 * @param name its key in the section around it; {@link #ANY} if the file chooses the names, so that
 *     there may be many; empty for the whole file
 * @param description one or two sentences for the documentation
 * @param names what the file may choose as names, if it does; then there is one section, which
 *     describes each, and no option
 * @param kinds a choice that decides on further options
 */
record OptionSection(
    String name,
    String description,
    List<Option<?>> options,
    List<OptionSection> sections,
    Optional<OptionType<String>> names,
    Optional<OptionKinds<?>> kinds) {
  static final String ANY = "NAME";

  OptionSection {
    options = List.copyOf(options);
    sections = List.copyOf(sections);
  }

  OptionSection(
      String name, String description, List<Option<?>> options, List<OptionSection> sections) {
    this(name, description, options, sections, Optional.empty(), Optional.empty());
  }

  /** A section whose keys are names of the file's choice, all described by one section. */
  static OptionSection ofNames(
      String name, String description, OptionType<String> names, OptionSection each) {
    return new OptionSection(
        name, description, List.of(), List.of(each), Optional.of(names), Optional.empty());
  }

  /** A section of one of several kinds, with options that all have, and those of the kind. */
  static OptionSection ofKinds(
      String name, String description, OptionKinds<?> kinds, List<Option<?>> common) {
    List<Option<?>> options =
        Stream.concat(Stream.<Option<?>>of(kinds.option()), common.stream()).toList();
    return new OptionSection(
        name, description, options, List.of(), Optional.empty(), Optional.of(kinds));
  }

  /** The options of a section of that kind, the section's first. */
  List<Option<?>> options(OptionVariant<?> kind) {
    Map<String, Option<?>> byName = new LinkedHashMap<>();
    options.forEach(option -> byName.put(option.name(), option));
    kind.options().forEach(option -> byName.put(option.name(), option));
    return List.copyOf(byName.values());
  }

  /** The options that are the same whatever the kind is. */
  List<Option<?>> optionsOfAnyKind() {
    return options.stream()
        .filter(option -> variants().noneMatch(variant -> variant.has(option.name())))
        .toList();
  }

  Stream<OptionVariant<?>> variants() {
    return kinds.stream().flatMap(choice -> choice.variants().stream());
  }

  /** The path of a key in the section of that path. */
  static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
