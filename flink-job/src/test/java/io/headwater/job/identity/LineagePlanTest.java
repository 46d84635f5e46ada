package io.headwater.job.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LineagePlanTest {
  private static final LineagePlan GO_ON = new LineagePlan("fashion", "new", false);
  private static final LineagePlan ANEW = new LineagePlan("fashion", "new", true);
  private static final ModelIdentity OLD = new ModelIdentity("fashion", "old", null);

  @Test
  void aModelThatNobodyKnowsBegins() {
    assertThat(identity(GO_ON, null, null)).isEqualTo(new ModelIdentity("fashion", "new", null));
  }

  @Test
  void aStateGoesOnWhereTheTopicIsNotAheadOfIt() {
    assertThat(identity(GO_ON, saved(OLD, 5), version("old", 5))).isEqualTo(OLD);
    // Killed between the end of a checkpoint and its commit: the version appears after the restart.
    assertThat(identity(GO_ON, saved(OLD, 5), version("old", 4))).isEqualTo(OLD);
    assertThat(identity(GO_ON, saved(OLD, 5), null)).isEqualTo(OLD);
  }

  @Test
  void versionsWithoutAStateAreRefused() {
    assertRefused(
        () -> identity(GO_ON, null, version("old", 5)),
        "topic 'snapshots' has version 5 of lineage 'old' of model 'fashion', but this job has no saved state of it: go on from the checkpoint that belongs to it");
  }

  @Test
  void anOlderStateIsRefused() {
    assertRefused(
        () -> identity(GO_ON, saved(OLD, 5), version("old", 6)),
        "but the saved state is of version 5 of lineage 'old' and does not know it");
  }

  @Test
  void aStateOfAnotherLineageIsRefusedWhateverItsVersion() {
    assertRefused(
        () -> identity(GO_ON, saved(OLD, 9), version("other", 6)),
        "topic 'snapshots' has version 6 of lineage 'other'");
  }

  @Test
  void aStateOfAnotherModelIsRefused() {
    ModelIdentity other = new ModelIdentity("digits", "old", null);
    assertRefused(
        () -> identity(ANEW, saved(other, 5), null),
        "the saved state is of model 'digits', the configuration is of 'fashion'");
  }

  @Test
  void aNewLineageBeginsAfterAllThatIsThere() {
    ModelIdentity begun = new ModelIdentity("fashion", "new", version("old", 6));
    assertThat(identity(ANEW, null, version("old", 6))).isEqualTo(begun);
    assertThat(identity(ANEW, saved(OLD, 5), version("old", 6))).isEqualTo(begun);
    assertThat(begun.versionsBefore()).isEqualTo(6);
  }

  @Test
  void aNewLineageGoesOnWhenItsJobStartsAgain() {
    ModelIdentity begun = new ModelIdentity("fashion", "new", version("old", 6));
    assertThat(identity(ANEW, saved(begun, 0), version("old", 6))).isEqualTo(begun);
    assertThat(identity(ANEW, saved(begun, 7), version("new", 7))).isEqualTo(begun);
    assertThat(identity(GO_ON, saved(begun, 0), version("old", 6))).isEqualTo(begun);
    assertRefused(
        () -> identity(GO_ON, saved(begun, 0), version("old", 7)),
        "has version 7 of lineage 'old'");
  }

  @Test
  void aNewLineageKnowsNoThirdOne() {
    ModelIdentity begun = new ModelIdentity("fashion", "new", version("old", 6));
    assertRefused(
        () -> identity(GO_ON, saved(begun, 9), version("third", 5)),
        "has version 5 of lineage 'third'");
  }

  @Test
  void aLineageIsOfOneModelAndOneBeginning() {
    ModelIdentity known = new ModelIdentity("fashion", "old", version("older", 3));
    assertThat(OLD.isOfLineage(known)).isTrue();
    assertThat(OLD.isOfLineage(new ModelIdentity("digits", "old", null))).isFalse();
    assertThat(OLD.isOfLineage(new ModelIdentity("fashion", "new", null))).isFalse();
  }

  @Test
  void versionsBeginWithOne() {
    assertThat(version("old", 1)).hasToString("version 1 of lineage 'old'");
    assertThatThrownBy(() -> version("old", 0)).hasMessage("version is 0; it must be over 0");
  }

  @Test
  void whatTheOtherJobPublishesMeanwhileComesBeforeANewLineage() {
    ModelIdentity begun = new ModelIdentity("fashion", "new", version("old", 6));
    assertThat(begun.begunAfter(Optional.of(version("old", 8))).versionsBefore()).isEqualTo(8);
    assertThat(begun.begunAfter(Optional.of(version("old", 5)))).isEqualTo(begun);
    assertThat(begun.begunAfter(Optional.of(version("other", 6)))).isEqualTo(begun);
    assertThat(begun.begunAfter(Optional.of(version("new", 9)))).isEqualTo(begun);
    assertThat(begun.begunAfter(Optional.empty())).isEqualTo(begun);
  }

  @Test
  void aNewLineageWhoseStateIsGoneIsRefused() {
    assertRefused(
        () -> identity(ANEW, null, version("new", 7)), "this job has no saved state of it");
  }

  @Test
  void aStateFromBeforeLineagesHadNamesIsALineageOfItsOwn() {
    ModelIdentity nameless = ModelIdentity.withoutLineage("fashion");
    assertThat(identity(GO_ON, saved(nameless, 5), version("", 5))).isEqualTo(nameless);
    assertRefused(() -> identity(GO_ON, saved(nameless, 5), version("", 6)), "has version 6");
  }

  private static ModelIdentity identity(
      LineagePlan plan, @Nullable SavedModel saved, @Nullable LineageVersion newest) {
    return plan.identity(Optional.ofNullable(saved), Optional.ofNullable(newest), "snapshots");
  }

  private static SavedModel saved(ModelIdentity identity, long version) {
    return new SavedModel(identity, null, version, 10 * version, 10 * version, 0);
  }

  private static LineageVersion version(String lineage, long version) {
    return new LineageVersion(lineage, version);
  }

  private static void assertRefused(ThrowingCallable start, String why) {
    assertThatThrownBy(start).isInstanceOf(ModelRefusedException.class).hasMessageContaining(why);
  }
}
