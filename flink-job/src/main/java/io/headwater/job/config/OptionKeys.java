package io.headwater.job.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys that may stand in a section: of the kind that it is of, or of any kind. */
record OptionKeys(OptionSection section, Optional<OptionVariant<?>> kind) {
  /** Of any kind, if there are kinds. */
  static OptionKeys of(OptionSection section) {
    return new OptionKeys(section, Optional.empty());
  }

  static OptionKeys of(OptionSection section, OptionVariant<?> kind) {
    return new OptionKeys(section, Optional.of(kind));
  }

  /** What is wrong with a key; empty if it may stand there. */
  Optional<String> problem(String key) {
    if (names().contains(key)) {
      return Optional.empty();
    }
    List<String> owners =
        section.variants().filter(each -> each.has(key)).map(OptionVariant::kind).toList();
    if (kind.isPresent() && !owners.isEmpty()) {
      return Optional.of(
          "is a key of the kind %s; this is of the kind %s, with the keys %s"
              .formatted(String.join(" or ", owners), kind.get().kind(), this));
    }
    String meant =
        NearestName.of(key, names()).map(name -> "did you mean " + name + "? ").orElse("");
    return Optional.of("is not a key; " + meant + "the keys here are " + this);
  }

  private List<String> names() {
    Stream<String> keys =
        kind.isPresent()
            ? Stream.concat(names(section.options(kind.get())), namesOf(kind.get().sections()))
            : Stream.concat(
                names(section.options()),
                section
                    .variants()
                    .flatMap(
                        each -> Stream.concat(names(each.options()), namesOf(each.sections()))));
    return Stream.concat(keys, namesOf(section.sections())).distinct().toList();
  }

  private static Stream<String> names(List<Option<?>> options) {
    return options.stream().map(Option::name);
  }

  private static Stream<String> namesOf(List<OptionSection> sections) {
    return sections.stream().map(OptionSection::name);
  }

  @Override
  public String toString() {
    return String.join(", ", names());
  }
}
