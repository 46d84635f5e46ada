package io.headwater.learning.engine;

import io.headwater.learning.engine.plain.PlainJavaEngine;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.Learner;
import io.headwater.learning.learner.LearnerConfig;
import io.headwater.learning.learner.LearnerState;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.task.ImageShape;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/** The engine that a contract is about, and what it is tried on. */
@NullUnmarked
abstract class EngineUnderTest {
  static final ImageShape SMALL = new ImageShape(1, 16, 16);

  /**
   * Of errors in {@link Precision#F64}, whose results are rounded to floats; the plain engine also
   * updates in floats.
   */
  static final Tolerance ROUNDING = new Tolerance(1e-6, 3e-6);

  static final ImageShape OBLONG_COLOUR = new ImageShape(3, 18, 22);
  static final ImageShape FULL = new ImageShape(1, 28, 28);

  /** With an epsilon well over the rounding of floats, so that engines can be compared. */
  static final Adam ADAM = new Adam(0.01, 0.9, 0.999, 1e-3);

  static final LearnerConfig UNCLIPPED = new LearnerConfig(ADAM, Double.POSITIVE_INFINITY, 42, 100);

  final Architecture architecture = FourTasks.architecture(SMALL);
  final LearnerState initial = InitialState.of(architecture, 42);
  final FourTasks data = new FourTasks(SMALL, 1);

  protected abstract Engine engine();

  /** In which the engine trains. */
  protected Precision precision() {
    return Precision.F32;
  }

  /**
   * How far the numbers of one step may be from those that the plain engine has in {@link
   * Precision#F64} from the same state.
   */
  protected Tolerance tolerance() {
    return new Tolerance(1e-4);
  }

  /**
   * Whether the engine also computes in {@link Precision#F64}. If so, its gradients are held to
   * finite differences; if not, to those of the plain engine.
   */
  protected boolean computesInF64() {
    return true;
  }

  /** The models that the contract is about. */
  enum Model {
    LENET {
      @Override
      Architecture on(ImageShape input) {
        return FourTasks.architecture(input);
      }
    },
    RESIDUAL {
      @Override
      Architecture on(ImageShape input) {
        return ResidualTrunk.architecture(input);
      }
    };

    abstract Architecture on(ImageShape input);
  }

  Learner learner(LearnerState state) {
    return learner(architecture, state);
  }

  Learner learner(Architecture model, LearnerState state) {
    return Learner.open(engine(), model, UNCLIPPED, state, precision());
  }

  List<Precision> precisions() {
    return computesInF64() ? List.of(precision(), Precision.F64) : List.of(precision());
  }

  Tolerance tolerance(Precision precision) {
    return precision == Precision.F64 ? ROUNDING : tolerance();
  }

  static Learner plain(Architecture model, LearnerState state) {
    return Learner.open(new PlainJavaEngine(), model, UNCLIPPED, state, Precision.F64);
  }

  LearnerState afterAStep(Model model) {
    Architecture architecture = model.on(SMALL);
    try (Learner learner = learner(architecture, InitialState.of(architecture, 42))) {
      learner.step(data.allTasks());
      return learner.state();
    }
  }
}
