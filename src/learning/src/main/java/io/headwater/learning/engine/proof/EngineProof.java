package io.headwater.learning.engine.proof;

import io.headwater.learning.engine.Engine;
import io.headwater.learning.engine.EngineNetwork;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.plain.PlainJavaEngine;
import io.headwater.learning.engine.proof.Answers.Steps;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Input;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Holds an engine to known answers on this machine: each kind of kernel that a model needs,
 * forward, backward, with an update and in inference, against plain Java. It changes nothing of a
 * network that trains.
 */
public final class EngineProof {
  private static final int EXAMPLES = 4;
  private static final long SEED = 1;

  private final Engine engine;
  private final Precision precision;
  private final Set<String> tried = new HashSet<>();

  private EngineProof(Engine engine, Precision precision) {
    this.engine = engine;
    this.precision = precision;
  }

  /**
   * @return which kernel computes what instead of what; empty if all is right
   */
  public static Optional<String> fault(
      Engine engine, Architecture architecture, Precision precision) {
    return new EngineProof(engine, precision).fault(architecture);
  }

  private Optional<String> fault(Architecture architecture) {
    for (Network network : architecture.networks()) {
      for (Stretch stretch : Stretch.of(network)) {
        Optional<String> fault =
            stretch
                .withoutWhatFollows()
                .flatMap(product -> fault(product, Steps.PASSES))
                .or(() -> fault(stretch, Steps.ALL));
        if (fault.isPresent()) {
          return fault;
        }
      }
    }
    return Optional.empty();
  }

  /** What two trials that come to the same have in common: steps, layers and shapes. */
  private static String kind(Steps steps, Network part) {
    List<Layer> layers = part.nodes().stream().map(Node::layer).toList();
    return steps + " with " + layers + " of " + part.inputs().values();
  }

  private Optional<String> fault(Stretch stretch, Steps steps) {
    Network part = stretch.reduced(EXAMPLES);
    if (!tried.add(kind(steps, part))) {
      return Optional.empty();
    }
    KnownData data = KnownData.of(part, EXAMPLES, SEED);
    CompletableFuture<Answers> expected =
        CompletableFuture.supplyAsync(() -> expected(part, data, steps));
    Answers actual = actual(stretch, part, data, steps);
    return Closeness.of(precision, stretch.hasPool())
        .fault(actual, expected.join())
        .map(fault -> sentence(part, fault));
  }

  private Answers actual(Stretch stretch, Network part, KnownData data, Steps steps) {
    try (EngineNetwork network =
        engine.openPart(part, stretch.whole(), data.state(), Answers.ADAM, precision)) {
      return Answers.of(network, data, steps);
    }
  }

  private static Answers expected(Network part, KnownData data, Steps steps) {
    try (EngineNetwork network =
        new PlainJavaEngine().open(part, data.state(), Answers.ADAM, Precision.F64)) {
      return Answers.of(network, data, steps);
    }
  }

  private String sentence(Network part, String fault) {
    List<String> layers = new ArrayList<>();
    part.nodes().forEach(node -> layers.add("'" + node.name() + "' " + node.layer().description()));
    return "in "
        + precision.id()
        + ", "
        + String.join(", ", layers)
        + " of network '"
        + part.name()
        + "' on "
        + EXAMPLES
        + " x "
        + part.inputs().values().stream().map(Input::shape).toList()
        + ": "
        + fault;
  }
}
