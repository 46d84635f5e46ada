package io.headwater.learning.learner;

import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Auxiliary;
import io.headwater.learning.model.Ensemble.Fusion;
import io.headwater.learning.model.Ensemble.Training;
import io.headwater.learning.model.HeadKind;
import io.headwater.learning.model.Input;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Member;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.NetworkBuilder;
import io.headwater.learning.model.Port;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.model.sharing.Backbones;
import io.headwater.learning.model.sharing.CrossStitch;
import io.headwater.learning.model.sharing.EnsembleOfBackbones;
import io.headwater.learning.model.sharing.MixtureOfExperts;
import io.headwater.learning.model.sharing.PerTask;
import io.headwater.learning.task.ImageShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Models of more than one trunk with a dense head for each task. */
public enum TowersAndHeads {
  /** Heads of edges and location that read the trunk's maps. */
  MAPS {
    @Override
    public Architecture on(ImageShape input) {
      return Backbone.LENET.architecture(
          input, FourTasks.ALL, Map.of("outline", HeadKind.MAPS, "place", HeadKind.MAPS));
    }
  },
  /** A tower of its own for the edges, and one for all others. */
  TWO_TOWERS {
    @Override
    public Architecture on(ImageShape input) {
      Architecture shared = FourTasks.architecture(input);
      Map<String, Member> heads = new LinkedHashMap<>(shared.heads());
      heads.put("outline", dense("outline", "own", 6, input.pixels()));
      Member own = Member.tower(small("own", input));
      return new Architecture(input, List.of(shared.towers().get(0), own), FourTasks.ALL, heads);
    }
  },
  /** A tower that reads another, as soft sharing does. */
  STACKED_TOWERS {
    @Override
    public Architecture on(ImageShape input) {
      Architecture shared = FourTasks.architecture(input);
      Member upper =
          new Member(
              NetworkBuilder.of("upper")
                  .input("features", Input.floats(List.of(500)))
                  .then("dense", new Layer.Dense(6))
                  .then("relu", new Layer.Relu())
                  .build(),
              Map.of("features", Port.of(Architecture.TRUNK, "relu3")));
      Map<String, Member> heads = new LinkedHashMap<>(shared.heads());
      heads.put("kind", dense("kind", "upper", 6, 3));
      return new Architecture(input, List.of(shared.towers().get(0), upper), FourTasks.ALL, heads);
    }
  },
  /** The location's head reads, beside the features, what the classification's makes of them. */
  PREREQUISITE {
    @Override
    public Architecture on(ImageShape input) {
      Architecture shared = FourTasks.architecture(input);
      Member place =
          new Member(
              NetworkBuilder.of("place")
                  .input("features", Input.floats(List.of(500)))
                  .input("kind", Input.floats(List.of(3)))
                  .then("wide", new Layer.Dense(4), "features")
                  .then("known", new Layer.Dense(4), "kind")
                  .then("sum", new Layer.Add(), "wide", "known")
                  .then("output", new Layer.Dense(5))
                  .build(),
              Map.of(
                  "features", Port.of(Architecture.TRUNK, "relu3"),
                  "kind", Port.of("kind", "output")));
      Map<String, Member> heads = new LinkedHashMap<>(shared.heads());
      heads.put("place", place);
      return new Architecture(input, shared.towers(), FourTasks.ALL, heads);
    }
  },
  /** A network of its own for each task. */
  PER_TASK {
    @Override
    public Architecture on(ImageShape input) {
      return new PerTask()
          .architecture(input, FourTasks.ALL, Map.of("outline", HeadKind.DENSE), lenets());
    }
  },
  /** Towers that are mixed, and a head that reads the maps of its own. */
  CROSS_STITCH {
    @Override
    public Architecture on(ImageShape input) {
      return new CrossStitch()
          .architecture(input, FourTasks.ALL, Map.of("place", HeadKind.MAPS), lenets());
    }
  },
  /** Experts and gates, for heads that read vectors and maps. */
  EXPERTS {
    @Override
    public Architecture on(ImageShape input) {
      return new MixtureOfExperts(2)
          .architecture(
              input,
              FourTasks.ALL,
              Map.of("outline", HeadKind.DENSE, "place", HeadKind.MAPS),
              lenets());
    }
  },
  /** Two members, whose outputs are fused, and which learn the examples unlike often. */
  ENSEMBLE {
    @Override
    public Architecture on(ImageShape input) {
      return new EnsembleOfBackbones(LENETS, Fusion.WEIGHTED_MEAN, Training.BAGGING)
          .architecture(input, FourTasks.ALL, Map.of("outline", HeadKind.DENSE), lenets());
    }
  },
  /** Members whose predictions are fused. */
  VOTERS {
    @Override
    public Architecture on(ImageShape input) {
      return new EnsembleOfBackbones(LENETS, Fusion.SOFT_VOTING, Training.ALL)
          .architecture(input, FourTasks.ALL, Map.of("outline", HeadKind.DENSE), lenets());
    }
  },
  /** A second head of the classification, in training only. */
  AUXILIARY {
    @Override
    public Architecture on(ImageShape input) {
      Architecture shared = FourTasks.architecture(input);
      Member helper =
          new Member(
              NetworkBuilder.of("helper")
                  .input("features", Input.floats(List.of(500)))
                  .then("output", new Layer.Dense(3))
                  .build(),
              Map.of("features", Port.of(Architecture.TRUNK, "relu3")));
      return new Architecture(
          input,
          shared.towers(),
          FourTasks.ALL,
          shared.heads(),
          List.of(new Auxiliary("kind", helper, 0.3)));
    }
  };

  private static final List<Backbone> LENETS = List.of(Backbone.LENET, Backbone.LENET);

  public abstract Architecture on(ImageShape input);

  private static Backbones lenets() {
    return new Backbones(Backbone.LENET, Map.of());
  }

  private static Network small(String name, ImageShape input) {
    return NetworkBuilder.of(name)
        .input(Port.IMAGE, Input.bytes(input.dimensions()))
        .then("scale", new Layer.Scale())
        .then("conv", new Layer.Convolution(6, 5, 2, 2))
        .then("relu", new Layer.Relu())
        .then("mean", new Layer.GlobalAveragePool())
        .build();
  }

  private static Member dense(String task, String tower, int features, int outputs) {
    Network head =
        NetworkBuilder.of(task)
            .input("features", Input.floats(List.of(features)))
            .then("output", new Layer.Dense(outputs))
            .build();
    return new Member(
        head, Map.of("features", Port.of(tower, tower.equals("own") ? "mean" : "relu")));
  }
}
