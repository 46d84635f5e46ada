package io.headwater.job.config;

import java.util.List;
import java.util.Locale;

/**
 * One kind of something that there are several kinds of, with keys of its own. To add one is to
 * write a class and to declare this for it.
 *
 * @param kind how the file names it
 * @param description one or two sentences for the documentation
 * @param options the keys that it has; one with the name of an option of the section stands for it
 * @param sections the mappings that it has
 * @param factory makes what the values describe
 */
record OptionVariant<T>(
    String kind,
    String description,
    List<Option<?>> options,
    List<OptionSection> sections,
    Factory<? extends T> factory) {
  OptionVariant {
    options = List.copyOf(options);
    sections = List.copyOf(sections);
  }

  /** Without mappings. */
  OptionVariant(
      String kind, String description, List<Option<?>> options, Factory<? extends T> factory) {
    this(kind, description, options, List.of(), factory);
  }

  /** Makes the object of the values of a section. */
  interface Factory<T> {
    /**
     * @param path of the section
     * @throws IllegalArgumentException with a sentence, if the values do not go together
     */
    T make(OptionValues values, String path);
  }

  boolean has(String key) {
    return options.stream().anyMatch(option -> option.name().equals(key))
        || sections.stream().anyMatch(section -> section.name().equals(key));
  }

  /** As the digest has it: kinds were constants before they had keys. */
  @Override
  public String toString() {
    return kind.toUpperCase(Locale.ROOT);
  }
}
