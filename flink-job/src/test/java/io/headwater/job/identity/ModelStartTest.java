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

  private final Ledger ledger = new Ledger();
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
    ledger.taken = true;
    ledger.newest = new LineageVersion("other", 9);
    assertThatThrownBy(() -> start.admit(saved(DESCRIPTION), description("resnet18")))
        .hasMessage("another job has it");
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

  private static final class Ledger implements ModelLedger {
    private static final long serialVersionUID = 1;

    private transient @Nullable LineageVersion newest;
    private boolean taken;
    private int claims;
    private int closedWatches;

    @Override
    public String topic() {
      return "snapshots";
    }

    @Override
    public Optional<LineageVersion> newest() {
      return Optional.ofNullable(newest);
    }

    @Override
    public Watch watch() {
      return new Watch() {
        @Override
        public void requireNoSuccessor() {
          if (taken) {
            throw new ModelRefusedException("another job has it");
          }
        }

        @Override
        public void close() {
          closedWatches++;
        }
      };
    }

    @Override
    public void claim() {
      claims++;
    }

    @Override
    public void awaitClaim() {}
  }
}
