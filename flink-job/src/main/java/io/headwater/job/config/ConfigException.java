package io.headwater.job.config;

import java.util.List;

/** A configuration that cannot be used. Its message lists all that is wrong, a line each. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  ConfigException(String source, List<String> problems) {
    super(message(source, problems));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong: each names the path of the key, its value, and what would be right. */
  public List<String> problems() {
    return problems;
  }

  private static String message(String source, List<String> problems) {
    String separator = problems.size() == 1 ? ": " : ":\n  ";
    return source + separator + String.join("\n  ", problems);
  }
}
