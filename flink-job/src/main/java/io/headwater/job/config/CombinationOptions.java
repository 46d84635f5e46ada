package io.headwater.job.config;

import io.headwater.learning.combine.AlignedMtl;
import io.headwater.learning.combine.CaGrad;
import io.headwater.learning.combine.Combination;
import io.headwater.learning.combine.FairGrad;
import io.headwater.learning.combine.GradDrop;
import io.headwater.learning.combine.GradVac;
import io.headwater.learning.combine.Gradients;
import io.headwater.learning.combine.ImtlG;
import io.headwater.learning.combine.Mgda;
import io.headwater.learning.combine.NashMtl;
import io.headwater.learning.combine.PcGrad;
import io.headwater.learning.combine.Sum;
import io.headwater.learning.combine.UpGrad;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Keys of the section "training.combination": a kind for each combination of gradients. */
final class CombinationOptions {
  private static final Option<Gradients> GRADIENTS =
      Option.withDefault(
          "gradients",
          OptionTypes.choice(ofEachTask()),
          Gradients.PARAMETERS.id(),
          "Where tasks are compared: on all `parameters` that they share, by a pass for each task;"
              + " or, which costs less and shows less, on the `features` that their heads read, summed"
              + " over the mini-batch.");

  private static final Option<Double> BETA =
      Option.withDefault(
          "beta",
          OptionTypes.positiveNumber(),
          "0.01",
          "How far the mean cosine of two tasks moves in a step; at most 1.");

  private static final Option<Double> C =
      Option.withDefault(
          "c",
          OptionTypes.fractionBelowOne(),
          "0.4",
          "How far from the mean gradient it may go, in norms of that; 0 is the sum.");

  private static final Option<Double> ALPHA =
      Option.withDefault(
          "alpha",
          OptionTypes.positiveNumber(),
          "2.0",
          "How much more counts what gains least, from 0.1 to 100; 1 is `nash-mtl`.");

  private static final Option<Double> LEAK =
      Option.withDefault(
          "leak",
          OptionTypes.fractionBelowOne(),
          "0.0",
          "The share of the gradients of the other sign that remains.");

  static final OptionKinds<Combination> KINDS =
      OptionKinds.firstByDefault(
              "How the gradients of the tasks become one.",
              List.of(
                  new OptionVariant<>(
                      "sum", "The gradient of the joint loss.", List.of(), (v, path) -> new Sum()),
                  ofGradients(
                      "pcgrad",
                      "Each is projected off those that it conflicts with (Yu et al., 2020).",
                      PcGrad::new),
                  new OptionVariant<>(
                      "gradvac",
                      "Each is turned to where the tasks' mean cosines are (Wang et al., 2021).",
                      List.of(BETA, GRADIENTS),
                      (v, path) -> new GradVac(v.get(path, BETA), v.get(path, GRADIENTS))),
                  new OptionVariant<>(
                      "mgda",
                      "The shortest convex combination (Sener and Koltun, 2018).",
                      List.of(),
                      (v, path) -> new Mgda(Gradients.PARAMETERS)),
                  new OptionVariant<>(
                      "mgda-ub",
                      "Its upper bound, by the gradients on features.",
                      List.of(),
                      (v, path) -> new Mgda(Gradients.FEATURES)),
                  new OptionVariant<>(
                      "cagrad",
                      "The best for the worst task near the mean (Liu et al., 2021).",
                      List.of(C, GRADIENTS),
                      (v, path) -> new CaGrad(v.get(path, C), v.get(path, GRADIENTS))),
                  ofGradients(
                      "imtl-g", "Equal projections onto all (Liu et al., 2021).", ImtlG::new),
                  ofGradients(
                      "nash-mtl",
                      "The Nash bargaining solution (Navon et al., 2022).",
                      NashMtl::new),
                  ofGradients(
                      "aligned-mtl",
                      "Principal components of one length (Senushkin et al., 2023).",
                      AlignedMtl::new),
                  new OptionVariant<>(
                      "fairgrad",
                      "Gains that are alpha-fair (Ban and Ji, 2024).",
                      List.of(ALPHA, GRADIENTS),
                      (v, path) -> new FairGrad(v.get(path, ALPHA), v.get(path, GRADIENTS))),
                  ofGradients(
                      "upgrad",
                      "Projections to where none conflicts (Quinton and Rey, 2024).",
                      UpGrad::new),
                  new OptionVariant<>(
                      "graddrop",
                      "One sign is drawn for each parameter (Chen et al., 2020).",
                      List.of(LEAK),
                      (v, path) -> new GradDrop(v.get(path, LEAK)))))
          .addedLater();

  static final OptionSection SECTION =
      OptionSection.ofKinds(
          "combination",
          "How the tasks' gradients on what they share become one; those of the weighted losses.",
          KINDS,
          List.of());

  private CombinationOptions() {}

  /** A method that has no other setting. */
  private static OptionVariant<Combination> ofGradients(
      String kind, String description, Function<Gradients, Combination> method) {
    return new OptionVariant<>(
        kind,
        description,
        List.of(GRADIENTS),
        (values, path) -> method.apply(values.get(path, GRADIENTS)));
  }

  private static Map<String, Gradients> ofEachTask() {
    Map<String, Gradients> byId = new LinkedHashMap<>();
    List.of(Gradients.PARAMETERS, Gradients.FEATURES).forEach(each -> byId.put(each.id(), each));
    return byId;
  }
}
