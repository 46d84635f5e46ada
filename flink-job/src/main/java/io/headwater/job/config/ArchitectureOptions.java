package io.headwater.job.config;

import io.headwater.learning.model.Ensemble.Fusion;
import io.headwater.learning.model.Ensemble.Training;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.model.sharing.CrossStitch;
import io.headwater.learning.model.sharing.EnsembleOfBackbones;
import io.headwater.learning.model.sharing.HardSharing;
import io.headwater.learning.model.sharing.MixtureOfExperts;
import io.headwater.learning.model.sharing.PerTask;
import io.headwater.learning.model.sharing.Sharing;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Keys of the section "model.architecture": a kind for each way to share networks. */
final class ArchitectureOptions {
  private static final OptionVariant<Sharing> SHARED =
      new OptionVariant<>(
          HardSharing.KIND,
          "One trunk for all tasks.",
          List.of(),
          (values, path) -> new HardSharing());

  private static final OptionVariant<Sharing> PER_TASK =
      new OptionVariant<>(
          PerTask.KIND,
          "A network of its own for each task, which may name its `backbone`.",
          List.of(),
          (values, path) -> new PerTask());

  private static final OptionVariant<Sharing> CROSS_STITCH =
      new OptionVariant<>(
          CrossStitch.KIND,
          "A network of the same backbone for each task, whose feature maps are mixed as is learned"
              + " (Misra et al., 2016).",
          List.of(),
          (values, path) -> new CrossStitch());

  private static final Option<Integer> EXPERTS =
      Option.withDefault(
          "experts",
          OptionTypes.integer(2, 64),
          "3",
          "How many networks there are to choose from, each of the model's backbone.");

  private static final OptionVariant<Sharing> MMOE =
      new OptionVariant<>(
          MixtureOfExperts.KIND,
          "Several networks, of which each task takes as much as a gate of its own says, image by"
              + " image (Ma et al., 2018).",
          List.of(EXPERTS),
          (values, path) -> new MixtureOfExperts(values.get(path, EXPERTS)));

  private static final Option<List<Backbone>> MEMBERS =
      Option.required(
          "members",
          OptionTypes.sequenceOf(OptionTypes.choice(ModelOptions.backbones()), 2),
          "The backbone of each member; `model.backbone` says nothing then.");

  private static final Option<Fusion> FUSE =
      Option.withDefault(
          "fuse",
          OptionTypes.choice(byId(Fusion.values(), Fusion::id)),
          Fusion.MEAN.id(),
          "What becomes of the members' outputs: their `mean` before softmax or sigmoid, the same"
              + " weighted by how well each did lately (`weighted-mean`: by the task's metric or, with"
              + " boosting, by the logarithm of right to wrong examples), or the mean of their"
              + " predictions (`soft-voting`).");

  private static final Option<Training> TRAIN =
      Option.withDefault(
          "train",
          OptionTypes.choice(byId(Training.values(), Training::id)),
          Training.ALL.id(),
          "Which examples a member learns: `all`; each as often as chance says (`bagging`); or those"
              + " more often that the members before it have wrong (`boosting`, for classifications"
              + " and similarities). Oza and Russell, 2001.");

  private static final OptionVariant<Sharing> ENSEMBLE =
      new OptionVariant<>(
          EnsembleOfBackbones.KIND,
          "Several members that learn all tasks side by side; what they predict is fused, in"
              + " snapshots too.",
          List.of(MEMBERS, FUSE, TRAIN),
          (values, path) ->
              new EnsembleOfBackbones(
                  values.get(path, MEMBERS), values.get(path, FUSE), values.get(path, TRAIN)));

  static final OptionKinds<Sharing> KINDS =
      OptionKinds.firstByDefault(
              "What the tasks share of their networks.",
              List.of(SHARED, PER_TASK, CROSS_STITCH, MMOE, ENSEMBLE))
          .addedLater();

  static final OptionSection SECTION =
      OptionSection.ofKinds(
          "architecture", "What networks the model has, and who shares them.", KINDS, List.of());

  private ArchitectureOptions() {}

  private static <T> Map<String, T> byId(T[] values, Function<T, String> id) {
    Map<String, T> byId = new LinkedHashMap<>();
    Arrays.stream(values).forEach(value -> byId.put(id.apply(value), value));
    return byId;
  }
}
