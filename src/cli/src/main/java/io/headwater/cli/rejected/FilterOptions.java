package io.headwater.cli.rejected;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which rejected events are meant: those that all given options fit. */
final class FilterOptions {
  @Option(
      names = "--reason",
      paramLabel = "REASON",
      split = ",",
      description = "Rejected for this, such as WRONG_LABEL_KIND. May be given often.")
  private List<String> reasons = List.of();

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      split = ",",
      description = "They came from this topic. May be given often.")
  private List<String> topics = List.of();

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description = "They have a label for this task, and can be decoded.")
  private @Nullable String task;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Rejected at 2026-01-31T12:00:00Z or later, or in the last PT2H (two hours).",
      converter = Time.class)
  private @Nullable Instant since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Rejected before, likewise.",
      converter = Time.class)
  private @Nullable Instant until;

  RejectedFilter filter() {
    return new RejectedFilter(
        reasons,
        topics,
        Optional.ofNullable(task),
        Optional.ofNullable(since),
        Optional.ofNullable(until));
  }

  /** Whether any is given. */
  boolean isGiven() {
    return !reasons.isEmpty()
        || !topics.isEmpty()
        || task != null
        || since != null
        || until != null;
  }

  /** Reads a time, or how long ago it was. */
  static final class Time implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String value) {
      try {
        return value.startsWith("P")
            ? Instant.now().minus(Duration.parse(value))
            : Instant.parse(value);
      } catch (DateTimeParseException e) {
        throw new TypeConversionException(
            "'%s' is neither a time like 2026-01-31T12:00:00Z nor a duration like PT2H"
                .formatted(value));
      }
    }
  }
}
