package io.headwater.job.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelDescriptionTest {
  private static final ImageShape INPUT = new ImageShape(1, 28, 28);
  private static final Task GARMENT = garment("shoe", "bag");
  private static final Task EDGES = new Task("edges", TaskKind.EDGES, 1, List.of());

  private final ModelDescription saved =
      new ModelDescription("lenet", INPUT, List.of(GARMENT, EDGES));

  @Test
  void lossWeightsMayChange() {
    Task heavier = new Task("garment", TaskKind.CLASSIFICATION, 7, List.of("shoe", "bag"));
    assertThat(differences(heavier, EDGES)).isEmpty();
  }

  @Test
  void whatChangedIsNamedWithBothValues() {
    assertThat(differences(garment("shoe", "bag", "hat"), EDGES))
        .containsExactly(
            "task 'garment' had classes [shoe, bag], the configuration has [shoe, bag, hat]");
    assertThat(differences(garment("bag", "shoe"), EDGES)).hasSize(1);
    assertThat(differences(GARMENT, new Task("edges", TaskKind.LOCATION, 1, List.of())))
        .containsExactly("task 'edges' was of kind edges, the configuration has location");
    assertThat(differences(EDGES, GARMENT)).isEmpty();
    assertThat(
            saved.differences(
                new ModelDescription("resnet18", new ImageShape(3, 28, 28), saved.tasks())))
        .containsExactly(
            "the backbone was lenet, the configuration has resnet18",
            "the input was 1x28x28, the configuration has 3x28x28");
  }

  @Test
  void headsWhoseTaskChangedMeanSomethingElse() {
    assertThat(redefined("lenet", EDGES, GARMENT)).isEmpty();
    assertThat(redefined("lenet", garment("bag", "shoe"))).containsExactly("garment");
    assertThat(redefined("lenet", GARMENT, new Task("edges", TaskKind.LOCATION, 1, List.of())))
        .containsExactly("edges");
    assertThat(redefined("lenet", GARMENT, new Task("same", TaskKind.SIMILARITY, 1, List.of())))
        .isEmpty();
  }

  @Test
  void allMeansSomethingElseOnAnotherTrunkOrForOtherImages() {
    assertThat(redefined("resnet18", EDGES)).containsExactly("trunk", "edges");
    ModelDescription larger =
        new ModelDescription("lenet", new ImageShape(1, 32, 32), List.of(GARMENT));
    assertThat(saved.redefined(larger)).containsExactly("trunk", "garment");
  }

  private Set<String> redefined(String backbone, Task... configured) {
    return saved.redefined(new ModelDescription(backbone, INPUT, List.of(configured)));
  }

  @Test
  void tasksThatCameOrWentAreNamed() {
    Task same = new Task("same", TaskKind.SIMILARITY, 1, List.of());
    assertThat(differences(GARMENT, same))
        .containsExactly("task 'edges' is gone", "task 'same' is new");
  }

  @Test
  void manyNamesAreCutShort() {
    Task many = garment(Collections.nCopies(20_000, "a name").toArray(String[]::new));
    assertThat(differences(many, EDGES))
        .singleElement()
        .asString()
        .hasSizeLessThan(1000)
        .endsWith("... (160000 characters)");
  }

  @Test
  void namesOf300CharactersAreWhole() {
    String longest = "b".repeat(300 - "[a, ]".length());
    assertThat(differences(garment("a", longest), EDGES))
        .singleElement()
        .asString()
        .endsWith("the configuration has [a, " + longest + "]");
    assertThat(differences(garment("a", longest + "b"), EDGES))
        .singleElement()
        .asString()
        .endsWith("b... (301 characters)");
  }

  private List<String> differences(Task... configured) {
    return saved.differences(new ModelDescription("lenet", INPUT, List.of(configured)));
  }

  private static Task garment(String... classes) {
    return new Task("garment", TaskKind.CLASSIFICATION, 1, List.of(classes));
  }
}
