package io.headwater.job.config;

import java.util.List;
import java.util.stream.Stream;

/**
 * A mapping of the configuration file.
 *
 * @param name its key in the section around it; {@link #ANY} if the file chooses the names, so that
 *     there may be many; empty for the whole file
 * @param description one or two sentences for the documentation
 */
record OptionSection(
    String name, String description, List<Option<?>> options, List<OptionSection> sections) {
  static final String ANY = "NAME";

  OptionSection {
    options = List.copyOf(options);
    sections = List.copyOf(sections);
  }

  boolean namesAreFree() {
    return sections.stream().anyMatch(section -> section.name().equals(ANY));
  }

  /** The names of all keys that may stand in it. */
  List<String> keys() {
    return Stream.concat(
            options.stream().map(Option::name), sections.stream().map(OptionSection::name))
        .toList();
  }

  /** The path of a key in the section of that path. */
  static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
