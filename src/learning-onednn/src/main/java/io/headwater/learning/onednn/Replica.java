package io.headwater.learning.onednn;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.engine.Mode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one thread has of a network: its plans, for mini-batches of the sizes that came lately, and
 * the memory that they use in turn.
 */
final class Replica implements AutoCloseable {
  private static final int MOST_PLANS = 16;

  private final int index;
  private final PlanRecipe recipe;
  private final Arena arena = new Arena();
  private final Map<Size, Plan> plans = new LinkedHashMap<>(MOST_PLANS, 0.75f, true);
  private @Nullable Plan current;

  private record Size(int count, Mode mode) {}

  Replica(int index, PlanRecipe recipe) {
    this.index = index;
    this.recipe = recipe;
  }

  /** The plan for so many examples, which becomes the current one. */
  Plan plan(int count, Mode mode) {
    Size size = new Size(count, mode);
    Plan plan = plans.get(size);
    if (plan == null) {
      if (plans.size() == MOST_PLANS) {
        Size oldest = plans.keySet().iterator().next();
        requireNonNull(plans.remove(oldest)).close();
      }
      plan = new Plan(recipe, count, mode == Mode.TRAINING, index, arena);
      plans.put(size, plan);
    }
    current = plan;
    return plan;
  }

  /** The plan of the last forward pass. */
  Plan current() {
    return requireNonNull(current, "there was no forward pass");
  }

  @Override
  public void close() {
    plans.values().forEach(Plan::close);
    arena.close();
  }
}
