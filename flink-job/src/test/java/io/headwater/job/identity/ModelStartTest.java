package io.headwater.job.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.learner.StateFit;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModelStartTest {
  private static final ModelIdentity IDENTITY = new ModelIdentity("fashion", "old", null);
  private static final ModelDescription DESCRIPTION = description("lenet");

  private static final StateFit DROPS = drops();

  private final ScriptedLedger ledger = new ScriptedLedger();
  private final ModelStart start = new ModelStart(new LineagePlan("fashion", "new", false), ledger);

  @Test
  void aStateThatFitsIsAdmitted() {
    assertThat(start.admit(saved(DESCRIPTION))).isEqualTo(IDENTITY);
    assertThat(start.admit(saved(null))).isEqualTo(IDENTITY);
    assertThat(start.admit(Optional.empty()).lineage()).isEqualTo("new");
  }

  @Test
  void whatIsKeptOrNewIsAllowed() {
    StateFit fit = new StateFit(Set.of("network/trunk"), Set.of("network/same"), Map.of());
    assertThatCode(() -> start.requireAllowed(fit, saved(null).orElseThrow(), DESCRIPTION))
        .doesNotThrowAnyException();
  }

  @Test
  void whatWouldBeDroppedIsRefusedInWordsWithTheRemedy() {
    assertThatThrownBy(
            () ->
                start.requireAllowed(
                    DROPS, saved(DESCRIPTION).orElseThrow(), description("resnet18")))
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageContaining("model 'fashion' (step 50, 500 examples, version 5)")
        .hasMessageContaining("the backbone was lenet, the configuration has resnet18")
        .hasMessageContaining(
            "The job would drop network/trunk (it is another), drift (it is old).")
        .hasMessageContaining("accept the loss with --allow-drop network/trunk --allow-drop drift,")
        .hasMessageContaining("or give the changed model a name of its own");
  }

  @Test
  void whatMayBeDroppedIsNamed() {
    SavedModel saved = saved(null).orElseThrow();
    LineagePlan one = start.plan().allowingDrops(Set.of("network/trunk"));
    assertThatThrownBy(() -> new ModelStart(one, ledger).requireAllowed(DROPS, saved, DESCRIPTION))
        .hasMessageContaining(
            "does not fit the configuration. The job would drop drift (it is old)");
    LineagePlan all = start.plan().allowingDrops(Set.of("network/trunk", "drift", "unknown"));
    assertThatCode(() -> new ModelStart(all, ledger).requireAllowed(DROPS, saved, DESCRIPTION))
        .doesNotThrowAnyException();
  }

  /** What the other job has published since would be the wrong thing to tell of. */
  @Test
  void whoLostTheModelHearsOfThatFirst() {
    ledger.takenOver = true;
    ledger.newest = new LineageVersion("other", 9);
    assertThatThrownBy(() -> start.admit(saved(DESCRIPTION)))
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

  private static StateFit drops() {
    Map<String, String> dropped = new LinkedHashMap<>();
    dropped.put("network/trunk", "it is another");
    dropped.put("drift", "it is old");
    return new StateFit(Set.of(), Set.of(), dropped);
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
