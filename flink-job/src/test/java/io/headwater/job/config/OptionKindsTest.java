package io.headwater.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A choice of kinds, each with keys of its own, as a file sees it. */
class OptionKindsTest {
  private static final Option<Integer> WHEELS =
      Option.withDefault("wheels", OptionTypes.integer(1, 4), "4", "How many wheels.");
  private static final Option<Integer> MASTS =
      Option.required("masts", OptionTypes.integer(1, 5), "How many masts.");
  private static final Option<Integer> KNOTS =
      Option.withDefault("knots", OptionTypes.integer(1, 50), "10", "The speed.").addedLater();
  private static final Option<String> COLOUR =
      Option.withDefault("colour", OptionTypes.text(), "red", "The colour.");

  private static final OptionKinds<Vehicle> VEHICLES =
      OptionKinds.firstByDefault(
          "What it is.",
          List.of(
              new OptionVariant<>(
                  "car",
                  "Goes on land.",
                  List.of(WHEELS),
                  (values, path) -> new Car(values.get(path, WHEELS))),
              new OptionVariant<>(
                  "ship",
                  "Goes by sea.",
                  List.of(MASTS, KNOTS),
                  (values, path) -> new Ship(values.get(path, MASTS), values.get(path, KNOTS)))));

  sealed interface Vehicle {}

  record Car(int wheels) implements Vehicle {
    Car {
      if (wheels == 2) {
        throw new IllegalArgumentException("a car with 2 wheels is a bicycle");
      }
    }
  }

  record Ship(int masts, int knots) implements Vehicle {}

  @Test
  void theFirstKindIsTheDefaultWithItsDefaults() {
    assertThat(read("other: 1").make("vehicle", VEHICLES)).isEqualTo(new Car(4));
    assertThat(read("vehicle: {}").make("vehicle", VEHICLES)).isEqualTo(new Car(4));
    assertThat(read("vehicle: {wheels: 3}").make("vehicle", VEHICLES)).isEqualTo(new Car(3));
    assertThat(read("vehicle: {kind: car}").make("vehicle", VEHICLES)).isEqualTo(new Car(4));
  }

  @Test
  void aKindAloneHasTheDefaultsOfItsKeys() {
    assertThat(read("vehicle: car").make("vehicle", VEHICLES)).isEqualTo(new Car(4));
    assertThat(read("vehicle: car").canonicalText())
        .isEqualTo(read("vehicle: {kind: car}").canonicalText());
  }

  @Test
  void anotherKindHasItsOwnKeys() {
    assertThat(read("vehicle: {kind: ship, masts: 2}").make("vehicle", VEHICLES))
        .isEqualTo(new Ship(2, 10));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {kind: shipp, masts: 2}    | vehicle.kind is 'shipp'; did you mean ship? it must be one of car, ship
          {kind: 7, wheels: 3}       | vehicle.kind is 7; it must be one of car, ship
          {kind: ship}               | vehicle.masts is missing; it must be a whole number from 1 to 5
          {kind: car, masts: 2}      | vehicle.masts is a key of the kind ship; this is of the kind car, with the keys kind, colour, wheels
          {masts: 2}                 | vehicle.masts is a key of the kind ship; this is of the kind car, with the keys kind, colour, wheels
          {wheel: 2}                 | vehicle.wheel is not a key; did you mean wheels? the keys here are kind, colour, wheels
          {wheels: 5}                | vehicle.wheels is 5; it must be a whole number from 1 to 4
          {wheels: 2}                | vehicle: a car with 2 wheels is a bicycle
          ship                       | vehicle.masts is missing; it must be a whole number from 1 to 5
          shipp                      | vehicle.kind is 'shipp'; did you mean ship? it must be one of car, ship
          5                          | vehicle is 5; it must be one of car, ship, or a mapping with the keys kind, colour, wheels, masts, knots
          """)
  void aMistakeIsReportedWithThePathAndTheRemedy(String vehicle, String problem) {
    assertThat(problems("vehicle: " + vehicle)).containsExactly(problem);
  }

  @Test
  void mistakesAreReportedTogether() {
    assertThat(problems("vehicle: {kind: plane, sails: 1, colour: 5}"))
        .extracting(problem -> problem.substring(0, problem.indexOf(' ')))
        .containsExactly("vehicle.kind", "vehicle.sails", "vehicle.colour");
    assertThat(problems("vehicle: {kind: ship, wheels: 4, masts: 9, knots: 0}"))
        .extracting(problem -> problem.substring(0, problem.indexOf(' ')))
        .containsExactly("vehicle.wheels", "vehicle.masts", "vehicle.knots");
  }

  @Test
  void whatWasAddedLaterIsInTheDigestOnlyIfItIsNotTheDefault() {
    String ship = "vehicle.kind=SHIP\nvehicle.colour=red\nvehicle.masts=2\n";
    assertThat(read("vehicle: {kind: ship, masts: 2}").canonicalText()).isEqualTo(ship);
    assertThat(read("vehicle: {kind: ship, masts: 2, knots: 10}").canonicalText()).isEqualTo(ship);
    assertThat(read("vehicle: {kind: ship, masts: 2, knots: 9}").canonicalText())
        .isEqualTo(ship + "vehicle.knots=9\n");

    OptionValues car = new OptionValues(root(VEHICLES.addedLater()), yaml("vehicle: {}"));
    assertThat(car.canonicalText()).isEqualTo("vehicle.colour=red\nvehicle.wheels=4\n");
  }

  @Test
  void aKindMaySayOtherwiseWhatAKeyOfAllTakes() {
    OptionKinds<String> kinds =
        OptionKinds.required(
            "What it is.",
            List.of(
                new OptionVariant<>("plain", "Plain.", List.of(), (values, path) -> "plain"),
                new OptionVariant<>(
                    "painted",
                    "Painted.",
                    List.of(Option.required("colour", OptionTypes.text(), "The paint.")),
                    (values, path) -> values.get(path, COLOUR))));
    OptionSection root = root(kinds);

    assertThat(new OptionValues(root, yaml("vehicle: {kind: painted, colour: blue}")))
        .extracting(values -> values.make("vehicle", kinds))
        .isEqualTo("blue");
    assertThat(new OptionValues(root, yaml("vehicle: {kind: painted}")).problems())
        .singleElement()
        .asString()
        .startsWith("vehicle.colour is missing");
    assertThat(new OptionValues(root, yaml("vehicle: {kind: plain}")).problems()).isEmpty();
    assertThat(new OptionValues(root, yaml("vehicle: {colour: 5}")).problems())
        .containsExactly("vehicle.kind is missing; it must be one of plain, painted");
  }

  private static List<String> problems(String yaml) {
    return read(yaml).problems().stream().filter(problem -> !problem.startsWith("other")).toList();
  }

  private static OptionValues read(String yaml) {
    return new OptionValues(root(VEHICLES), yaml(yaml));
  }

  private static JsonNode yaml(String text) {
    return YamlTree.parse("test", text);
  }

  private static OptionSection root(OptionKinds<?> kinds) {
    Option<Integer> other =
        Option.optional("other", OptionTypes.integer(0, 9), "So that the file is not empty.");
    return new OptionSection(
        "",
        "",
        List.of(other),
        List.of(OptionSection.ofKinds("vehicle", "A vehicle.", kinds, List.of(COLOUR))));
  }
}
