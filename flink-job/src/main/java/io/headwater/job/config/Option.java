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
 * @param digested when its value is part of the digest
 */
record Option<T>(
    String name,
    OptionType<T> type,
    Presence presence,
    String defaultYaml,
    String description,
    Subject subject,
    Digested digested) {
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

  enum Digested {
    ALWAYS,
    /** So that files from before there was the key keep their digest. */
    UNLESS_DEFAULT
  }

  static <T> Option<T> required(String name, OptionType<T> type, String description) {
    return new Option<>(
        name, type, Presence.REQUIRED, "", description, Subject.LEARNING, Digested.ALWAYS);
  }

  static <T> Option<T> optional(String name, OptionType<T> type, String description) {
    return new Option<>(
        name, type, Presence.OPTIONAL, "", description, Subject.LEARNING, Digested.ALWAYS);
  }

  static <T> Option<T> withDefault(
      String name, OptionType<T> type, String defaultYaml, String description) {
    return new Option<>(
        name,
        type,
        Presence.DEFAULTED,
        defaultYaml,
        description,
        Subject.LEARNING,
        Digested.ALWAYS);
  }

  Option<T> about(Subject other) {
    return new Option<>(name, type, presence, defaultYaml, description, other, digested);
  }

  /** The same key with another default. */
  Option<T> defaultingTo(String otherYaml) {
    return new Option<>(name, type, Presence.DEFAULTED, otherYaml, description, subject, digested);
  }

  /** Leaves the default out of the digest. */
  Option<T> addedLater() {
    return new Option<>(
        name, type, presence, defaultYaml, description, subject, Digested.UNLESS_DEFAULT);
  }

  /** The default; empty if it has none. */
  Optional<T> defaultValue() {
    return presence == Presence.DEFAULTED
        ? type.read(YamlTree.parse("the default of " + name, defaultYaml))
        : Optional.empty();
  }

  boolean digests(T value) {
    return subject == Subject.LEARNING
        && (digested == Digested.ALWAYS || !defaultValue().equals(Optional.of(value)));
  }

  /** How the value is named in an error. */
  String show(JsonNode value) {
    return subject == Subject.SECRETS ? "not shown, as it may be secret" : YamlTree.show(value);
  }
}
