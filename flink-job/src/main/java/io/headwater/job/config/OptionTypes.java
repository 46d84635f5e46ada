package io.headwater.job.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The types of values that occur in the configuration. */
final class OptionTypes {
  private static final String TOPIC = "(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}";

  private OptionTypes() {}

  static OptionType<String> text() {
    String expectation = "text (put quotes around what looks like a number)";
    return new OptionType<>(
        expectation,
        TypeSchema.text("\\S", expectation),
        node -> textOf(node).filter(text -> !text.isBlank()));
  }

  /**
   * @param regex that the whole text matches, as Java and ECMA-262 understand it alike
   */
  static OptionType<String> matching(String expectation, String regex) {
    Pattern pattern = Pattern.compile(regex);
    return new OptionType<>(
        expectation,
        TypeSchema.wholeText(regex, expectation),
        node -> textOf(node).filter(text -> pattern.matcher(text).matches()));
  }

  static OptionType<String> topic() {
    return matching("a topic name: up to 249 letters, digits, '.', '_' and '-'", TOPIC);
  }

  static OptionType<Pattern> regularExpression() {
    return new OptionType<>(
        "a regular expression (java.util.regex)",
        TypeSchema.text(),
        node -> textOf(node).flatMap(OptionTypes::regex));
  }

  static <T> OptionType<T> choice(Map<String, T> choices) {
    List<String> texts = List.copyOf(choices.keySet());
    return new OptionType<>(
        "one of " + String.join(", ", texts),
        texts,
        TypeSchema.choice(texts),
        node -> textOf(node).map(choices::get));
  }

  static OptionType<Boolean> trueOrFalse() {
    return new OptionType<>(
        "true or false",
        TypeSchema.trueOrFalse(),
        node -> node.isBoolean() ? Optional.of(node.booleanValue()) : Optional.empty());
  }

  static OptionType<Long> wholeNumber(long min, long max) {
    return new OptionType<>(
        "a whole number from " + min + " to " + max,
        TypeSchema.wholeNumber(min, max),
        node -> wholeNumberOf(node).filter(value -> value >= min && value <= max));
  }

  static OptionType<Integer> integer(int min, int max) {
    OptionType<Long> whole = wholeNumber(min, max);
    return new OptionType<>(
        whole.expectation(), whole.schema(), node -> whole.read(node).map(Long::intValue));
  }

  static OptionType<Integer> oneOf(int first, int second) {
    return new OptionType<>(
        first + " or " + second,
        TypeSchema.oneOf(first, second),
        node ->
            integer(first, second).read(node).filter(value -> value == first || value == second));
  }

  static OptionType<Double> positiveNumber() {
    return new OptionType<>(
        "a number over 0",
        TypeSchema.number().put("exclusiveMinimum", 0).put("exclusiveMaximum", 1_000_000),
        node -> numberOf(node).filter(value -> value > 0 && value < 1e6));
  }

  static OptionType<Double> positiveNumberTo(double most) {
    return new OptionType<>(
        "a number over 0, at most " + plain(most),
        TypeSchema.number().put("exclusiveMinimum", 0).put("maximum", most),
        node -> numberOf(node).filter(value -> value > 0 && value <= most));
  }

  static OptionType<Double> positiveNumberBelowOne() {
    return new OptionType<>(
        "a number over 0 and under 1",
        TypeSchema.number().put("exclusiveMinimum", 0).put("exclusiveMaximum", 1),
        node -> numberOf(node).filter(value -> value > 0 && value < 1));
  }

  static OptionType<Double> numberFromZeroTo(double most) {
    return new OptionType<>(
        "a number from 0 to " + plain(most),
        TypeSchema.number().put("minimum", 0).put("maximum", most),
        node -> numberOf(node).filter(value -> value >= 0 && value <= most));
  }

  static OptionType<Double> numberFromZero() {
    return new OptionType<>(
        "a number from 0",
        TypeSchema.number().put("minimum", 0).put("exclusiveMaximum", 1_000_000),
        node -> numberOf(node).filter(value -> value >= 0 && value < 1e6));
  }

  /** "none" is infinity. */
  static OptionType<Double> positiveNumberOrNone() {
    return new OptionType<>(
        "a number over 0, or none",
        TypeSchema.either(
            TypeSchema.choice(List.of("none")), TypeSchema.number().put("exclusiveMinimum", 0)),
        node ->
            textOf(node).filter("none"::equals).isPresent()
                ? Optional.of(Double.POSITIVE_INFINITY)
                : numberOf(node).filter(value -> value > 0));
  }

  static OptionType<Double> fractionBelowOne() {
    return new OptionType<>(
        "a number from 0 to under 1",
        TypeSchema.number().put("minimum", 0).put("exclusiveMaximum", 1),
        node -> numberOf(node).filter(value -> value >= 0 && value < 1));
  }

  static OptionType<Duration> duration(Duration min, Duration max) {
    String expectation =
        "a duration from " + show(min) + " to " + show(max) + ", such as 500ms, 10s, 5min or 1h";
    return new OptionType<>(
        expectation,
        TypeSchema.wholeText(Units.OF_TIME.pattern(min.toMillis(), max.toMillis()), expectation),
        node ->
            textOf(node)
                .flatMap(Units.OF_TIME::read)
                .map(Duration::ofMillis)
                .filter(value -> value.compareTo(min) >= 0 && value.compareTo(max) <= 0));
  }

  /** A number of bytes, as a whole number or with a unit. */
  static OptionType<Integer> bytes(String min, String max) {
    long least = Units.OF_BYTES.read(min).orElseThrow();
    long most = Units.OF_BYTES.read(max).orElseThrow();
    String expectation = "a size from " + min + " to " + max + ", such as 1000000, 512KiB or 1MiB";
    return new OptionType<>(
        expectation,
        TypeSchema.either(
            TypeSchema.wholeNumber(least, most),
            TypeSchema.wholeText(Units.OF_BYTES.pattern(least, most), expectation)),
        node ->
            wholeNumberOf(node)
                .or(() -> textOf(node).flatMap(Units.OF_BYTES::read))
                .filter(value -> value >= least && value <= most)
                .map(Math::toIntExact));
  }

  static <T> OptionType<List<T>> listOf(OptionType<T> item, int least) {
    return new OptionType<>(
        "a list of " + least + " or more, each " + item.expectation() + ", none twice",
        TypeSchema.list(item.schema(), least).put("uniqueItems", true),
        node ->
            valuesOf(item, node)
                .filter(values -> values.size() >= least)
                .filter(values -> Set.copyOf(values).size() == values.size()));
  }

  /** In which the same may stand twice. */
  static <T> OptionType<List<T>> sequenceOf(OptionType<T> item, int least) {
    return new OptionType<>(
        "a list of " + least + " or more, each " + item.expectation(),
        TypeSchema.list(item.schema(), least),
        node -> valuesOf(item, node).filter(values -> values.size() >= least));
  }

  /**
   * A list of kinds of something: each a mapping, or a kind alone, with the defaults of its keys.
   */
  static <T> OptionType<List<Kinded<T>>> listOfKinds(OptionKinds<T> kinds) {
    KindList<T> items = new KindList<>(kinds);
    List<String> names = kinds.variants().stream().map(OptionVariant::kind).toList();
    return new OptionType<>(
        "a list whose items are "
            + String.join(", ", names)
            + " or mappings with such a `kind`, none twice",
        List.of(),
        TypeSchema.list(TypeSchema.choice(names), 0).put("uniqueItems", true),
        items::read,
        Optional.of(items.section()));
  }

  /**
   * A word that stands for something, or a list of numbers that something is made of.
   *
   * @param least how many numbers, each over 0
   */
  static <T> OptionType<T> wordOrNumbers(
      String word, T meaning, int least, Function<List<Double>, T> ofNumbers) {
    OptionType<Double> number = positiveNumber();
    return new OptionType<>(
        word + ", or a list of " + least + " or more, each " + number.expectation(),
        TypeSchema.either(
            TypeSchema.choice(List.of(word)),
            TypeSchema.list(number.schema(), least).put("uniqueItems", false)),
        node ->
            textOf(node)
                .filter(word::equals)
                .map(text -> meaning)
                .or(
                    () ->
                        valuesOf(number, node)
                            .filter(numbers -> numbers.size() >= least)
                            .map(ofNumbers)));
  }

  /** What a key takes that has no meaning here. */
  static <T> OptionType<List<T>> emptyList(String reason) {
    return new OptionType<>(
        "[], as " + reason,
        TypeSchema.emptyList(),
        node -> node.isArray() && node.isEmpty() ? Optional.of(List.of()) : Optional.empty());
  }

  static OptionType<Map<String, String>> properties() {
    return new OptionType<>(
        "a mapping of names to text, numbers, true or false",
        TypeSchema.properties(),
        OptionTypes::propertiesOf);
  }

  private static Optional<String> textOf(JsonNode node) {
    return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }

  private static Optional<Double> numberOf(JsonNode node) {
    return node.isNumber() ? Optional.of(node.doubleValue()) : Optional.empty();
  }

  private static Optional<Long> wholeNumberOf(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong()
        ? Optional.of(node.longValue())
        : Optional.empty();
  }

  private static Optional<Pattern> regex(String text) {
    try {
      return Optional.of(Pattern.compile(text));
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }

  private static String show(Duration duration) {
    if (duration.toMillis() % 1000 != 0) {
      return duration.toMillis() + "ms";
    }
    return duration.toSeconds() % 3600 == 0 ? duration.toHours() + "h" : duration.toSeconds() + "s";
  }

  private static <T> Optional<List<T>> valuesOf(OptionType<T> item, JsonNode node) {
    if (!node.isArray()) {
      return Optional.empty();
    }
    List<T> values = new ArrayList<>();
    for (JsonNode element : node) {
      Optional<T> value = item.read(element);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
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
