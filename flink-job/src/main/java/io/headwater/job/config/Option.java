package io.headwater.job.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * One key of the configuration, described where it is declared.
 *
 * @param name the key's name in its section
 * @param presence whether it may be left out
 * @param defaultYaml the default as it would be written in the file; empty unless it has one
 * @param description one or two sentences for the documentation
 * @param subject what it is about
 */
record Option<T>(
    String name,
    OptionType<T> type,
    Presence presence,
    String defaultYaml,
    String description,
    Subject subject) {
  enum Presence {
    REQUIRED,
    OPTIONAL,
    DEFAULTED
  }

  enum Subject {
    /** What is learned, and how: part of the configuration's digest. */
    LEARNING,
    /** How a job is run that goes on after something went wrong. */
    RECOVERY,
    /** How to reach a system. */
    CONNECTION,
    /** How to reach a system, with secrets: never shown. */
    SECRETS
  }

  static <T> Option<T> required(String name, OptionType<T> type, String description) {
    return new Option<>(name, type, Presence.REQUIRED, "", description, Subject.LEARNING);
  }

  static <T> Option<T> optional(String name, OptionType<T> type, String description) {
    return new Option<>(name, type, Presence.OPTIONAL, "", description, Subject.LEARNING);
  }

  static <T> Option<T> withDefault(
      String name, OptionType<T> type, String defaultYaml, String description) {
    return new Option<>(name, type, Presence.DEFAULTED, defaultYaml, description, Subject.LEARNING);
  }

  Option<T> about(Subject other) {
    return new Option<>(name, type, presence, defaultYaml, description, other);
  }

  /** The default; empty if it has none. */
  Optional<T> defaultValue() {
    return presence == Presence.DEFAULTED
        ? type.read(YamlTree.parse("the default of " + name, defaultYaml))
        : Optional.empty();
  }

  /** How the value is named in an error. */
  String show(JsonNode value) {
    return subject == Subject.SECRETS ? "not shown, as it may be secret" : YamlTree.show(value);
  }
}
