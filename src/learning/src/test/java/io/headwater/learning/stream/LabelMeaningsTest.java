package io.headwater.learning.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelMeaningsTest {
  private static final ImageShape IMAGES = new ImageShape(3, 24, 32);
  private static final Task KIND =
      new Task("kind", TaskKind.CLASSIFICATION, 1, List.of("shoe", "T-shirt\nor top"));
  private static final Task PLACE = new Task("place", TaskKind.LOCATION, 1, List.of());

  /** The texts are in savepoints: another one would make labels there mean something else. */
  @Test
  void theTextsStayAsTheyAre() {
    assertThat(LabelMeanings.of(List.of(KIND, PLACE), IMAGES).byTask())
        .isEqualTo(
            Map.of(
                "kind",
                """
                headwater labels 1
                image 3x24x32
                task classification
                class 4 shoe
                class 14 T-shirt
                or top
                """,
                "place",
                """
                headwater labels 1
                image 3x24x32
                task location
                """));
  }

  @Test
  void aTaskIsChangedIfItsKindItsClassesOrTheImagesAreOthersOrItIsGone() {
    LabelMeanings before = LabelMeanings.of(List.of(KIND, PLACE), IMAGES);
    Task turned = new Task("kind", TaskKind.CLASSIFICATION, 1, List.of("T-shirt\nor top", "shoe"));
    Task edges = new Task("place", TaskKind.EDGES, 1, List.of());
    Task heavier = new Task("place", TaskKind.LOCATION, 9, List.of());
    assertThat(LabelMeanings.of(List.of(turned, heavier), IMAGES).changedSince(before))
        .containsExactly("kind");
    assertThat(LabelMeanings.of(List.of(KIND, edges), IMAGES).changedSince(before))
        .containsExactly("place");
    assertThat(LabelMeanings.of(List.of(PLACE), IMAGES).changedSince(before))
        .containsExactly("kind");
    assertThat(
            LabelMeanings.of(List.of(KIND, PLACE), new ImageShape(3, 32, 24)).changedSince(before))
        .containsExactlyInAnyOrder("kind", "place");
    assertThat(before.changedSince(LabelMeanings.of(List.of(KIND), IMAGES))).isEmpty();
  }
}
