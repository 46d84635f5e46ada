package io.headwater.job.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The types of values that occur in the configuration. */
final class OptionTypes {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|min|h)");
  private static final Pattern BYTES = Pattern.compile("(\\d{1,9})(B|KiB|MiB|GiB)");
  private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");

  private OptionTypes() {}

  static OptionType<String> text() {
    return new OptionType<>(
        "text (put quotes around what looks like a number)",
        node -> textOf(node).filter(text -> !text.isBlank()));
  }

  static OptionType<String> matching(String expectation, String regex) {
    Pattern pattern = Pattern.compile(regex);
    return new OptionType<>(
        expectation, node -> textOf(node).filter(text -> pattern.matcher(text).matches()));
  }

  static OptionType<String> topic() {
    return matching("a topic name: up to 249 letters, digits, '.', '_' and '-'", TOPIC.pattern());
  }

  static OptionType<Pattern> regularExpression() {
    return new OptionType<>(
        "a regular expression (java.util.regex)", node -> textOf(node).flatMap(OptionTypes::regex));
  }

  static <T> OptionType<T> choice(Map<String, T> choices) {
    return new OptionType<>(
        "one of " + String.join(", ", choices.keySet()), node -> textOf(node).map(choices::get));
  }

  static OptionType<Long> wholeNumber(long min, long max) {
    return new OptionType<>(
        "a whole number from " + min + " to " + max,
        node ->
            node.isIntegralNumber() && node.canConvertToLong()
                ? Optional.of(node.longValue()).filter(value -> value >= min && value <= max)
                : Optional.empty());
  }

  static OptionType<Integer> integer(int min, int max) {
    OptionType<Long> whole = wholeNumber(min, max);
    return new OptionType<>(whole.expectation(), node -> whole.read(node).map(Long::intValue));
  }

  static OptionType<Integer> oneOf(int first, int second) {
    return new OptionType<>(
        first + " or " + second,
        node ->
            integer(first, second).read(node).filter(value -> value == first || value == second));
  }

  static OptionType<Double> positiveNumber() {
    return new OptionType<>(
        "a number over 0", node -> numberOf(node).filter(value -> value > 0 && value < 1e6));
  }

  /** "none" is infinity. */
  static OptionType<Double> positiveNumberOrNone() {
    return new OptionType<>(
        "a number over 0, or none",
        node ->
            textOf(node).filter("none"::equals).isPresent()
                ? Optional.of(Double.POSITIVE_INFINITY)
                : numberOf(node).filter(value -> value > 0));
  }

  static OptionType<Double> fractionBelowOne() {
    return new OptionType<>(
        "a number from 0 to under 1",
        node -> numberOf(node).filter(value -> value >= 0 && value < 1));
  }

  static OptionType<Duration> duration(Duration min, Duration max) {
    return new OptionType<>(
        "a duration from " + show(min) + " to " + show(max) + ", such as 500ms, 10s, 5min or 1h",
        node ->
            textOf(node)
                .flatMap(OptionTypes::durationOf)
                .filter(value -> value.compareTo(min) >= 0 && value.compareTo(max) <= 0));
  }

  /** A number of bytes, as a whole number or with a unit. */
  static OptionType<Integer> bytes(String min, String max) {
    long least = bytesOf(min).orElseThrow();
    long most = bytesOf(max).orElseThrow();
    return new OptionType<>(
        "a size from " + min + " to " + max + ", such as 1000000, 512KiB or 1MiB",
        node ->
            (node.isIntegralNumber() && node.canConvertToLong()
                    ? Optional.of(node.longValue())
                    : textOf(node).flatMap(OptionTypes::bytesOf))
                .filter(value -> value >= least && value <= most)
                .map(Math::toIntExact));
  }

  static <T> OptionType<List<T>> listOf(OptionType<T> item, int least) {
    return new OptionType<>(
        "a list of " + least + " or more, each " + item.expectation() + ", none twice",
        node -> listOf(item, node).filter(values -> values.size() >= least));
  }

  static OptionType<Map<String, String>> properties() {
    return new OptionType<>(
        "a mapping of names to text, numbers, true or false", OptionTypes::propertiesOf);
  }

  private static Optional<String> textOf(JsonNode node) {
    return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
  }

  private static Optional<Double> numberOf(JsonNode node) {
    return node.isNumber() ? Optional.of(node.doubleValue()) : Optional.empty();
  }

  private static Optional<Pattern> regex(String text) {
    try {
      return Optional.of(Pattern.compile(text));
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> durationOf(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          case "min" -> Duration.ofMinutes(amount);
          default -> Duration.ofHours(amount);
        });
  }

  private static String show(Duration duration) {
    if (duration.toMillis() % 1000 != 0) {
      return duration.toMillis() + "ms";
    }
    return duration.toSeconds() % 3600 == 0 ? duration.toHours() + "h" : duration.toSeconds() + "s";
  }

  private static Optional<Long> bytesOf(String text) {
    Matcher matcher = BYTES.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long unit =
        switch (matcher.group(2)) {
          case "B" -> 1L;
          case "KiB" -> 1L << 10;
          case "MiB" -> 1L << 20;
          default -> 1L << 30;
        };
    return Optional.of(Long.parseLong(matcher.group(1)) * unit);
  }

  private static <T> Optional<List<T>> listOf(OptionType<T> item, JsonNode node) {
    if (!node.isArray()) {
      return Optional.empty();
    }
    Set<T> values = new LinkedHashSet<>();
    for (JsonNode element : node) {
      Optional<T> value = item.read(element);
      if (value.isEmpty() || !values.add(value.get())) {
        return Optional.empty();
      }
    }
    return Optional.of(List.copyOf(values));
  }

  private static Optional<Map<String, String>> propertiesOf(JsonNode node) {
    if (!node.isObject()) {
      return Optional.empty();
    }
    Map<String, String> properties = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      if (!property.getValue().isValueNode() || property.getValue().isNull()) {
        return Optional.empty();
      }
      properties.put(property.getKey(), property.getValue().asText());
    }
    return Optional.of(Collections.unmodifiableMap(properties));
  }
}
