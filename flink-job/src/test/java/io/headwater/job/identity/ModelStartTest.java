package io.headwater.job.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModelStartTest {
  private static final ModelIdentity IDENTITY = new ModelIdentity("fashion", "old", null);
  private static final ModelDescription DESCRIPTION = description("lenet");

  private final ScriptedLedger ledger = new ScriptedLedger();
  private final ModelStart start = new ModelStart(new LineagePlan("fashion", "new", false), ledger);

  @Test
  void aStateThatFitsIsAdmitted() {
    assertThat(start.admit(saved(DESCRIPTION), DESCRIPTION)).isEqualTo(IDENTITY);
    assertThat(start.admit(saved(null), DESCRIPTION)).isEqualTo(IDENTITY);
    assertThat(start.admit(Optional.empty(), DESCRIPTION).lineage()).isEqualTo("new");
  }

  @Test
  void aStateOfAnotherArchitectureIsRefusedInWords() {
    assertThatThrownBy(() -> start.admit(saved(DESCRIPTION), description("resnet18")))
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageContaining("model 'fashion' (step 50, 500 examples, version 5)")
        .hasMessageContaining("the backbone was lenet, the configuration has resnet18");
  }

  /** What the other job has published since would be the wrong thing to tell of. */
  @Test
  void whoLostTheModelHearsOfThatFirst() {
    ledger.takenOver = true;
    ledger.newest = new LineageVersion("other", 9);
    assertThatThrownBy(() -> start.admit(saved(DESCRIPTION), description("resnet18")))
        .hasMessage("another job took the model over");
    assertThat(ledger.closedWatches).isEqualTo(1);
  }

  @Test
  void aClaimIsEnteredInTheLedger() {
    start.claim();
    assertThat(ledger.claims).isEqualTo(1);
  }

  @Test
  void aSecondLookSeesWhatWasPublishedMeanwhile() {
    ledger.newest = new LineageVersion("other", 9);
    assertThat(start.lookAgain(IDENTITY).versionsBefore()).isEqualTo(9);
  }

  private static Optional<SavedModel> saved(@Nullable ModelDescription description) {
    return Optional.of(new SavedModel(IDENTITY, description, 5, 50, 50, 500));
  }

  private static ModelDescription description(String backbone) {
    return new ModelDescription(
        backbone,
        new ImageShape(1, 28, 28),
        List.of(new Task("same", TaskKind.SIMILARITY, 1, List.of())));
  }
}
