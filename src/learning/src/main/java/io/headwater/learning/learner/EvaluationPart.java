package io.headwater.learning.learner;

import io.headwater.learning.evaluate.EvaluationState;
import io.headwater.learning.evaluate.TaskTally;
import io.headwater.learning.state.StatePart;
import io.headwater.learning.state.UnreadableStateException;
import io.headwater.learning.task.TaskKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An evaluation as a part of a state. Of each task, under "fresh/TASK" and "heldOut/TASK": the kind
 * as a text, the examples as a count, and as numbers loss, weight, and the metric's sums.
 */
final class EvaluationPart {
  static final String NAME = "evaluation";
  private static final String FRESH = "fresh/";
  private static final String HELD_OUT = "heldOut/";

  private EvaluationPart() {}

  /** Empty if there is nothing to go on from. */
  static Optional<StatePart> of(EvaluationState state, int version) {
    return state.equals(EvaluationState.EMPTY)
        ? Optional.empty()
        : Optional.of(of(NAME, state, version));
  }

  /** The same as a part of another name. */
  static StatePart of(String name, EvaluationState state, int version) {
    Map<String, String> kinds = new LinkedHashMap<>();
    Map<String, Long> examples = new LinkedHashMap<>();
    Map<String, double[]> sums = new LinkedHashMap<>();
    state.prequential().forEach(tally -> put(FRESH, tally, kinds, examples, sums));
    state.heldOut().forEach(tally -> put(HELD_OUT, tally, kinds, examples, sums));
    return new StatePart(name, version, kinds, examples, sums, Map.of());
  }

  private static void put(
      String role,
      TaskTally tally,
      Map<String, String> kinds,
      Map<String, Long> examples,
      Map<String, double[]> sums) {
    String key = role + tally.task();
    double[] numbers = new double[2 + tally.sums().length];
    numbers[0] = tally.loss();
    numbers[1] = tally.weight();
    System.arraycopy(tally.sums(), 0, numbers, 2, tally.sums().length);
    kinds.put(key, tally.kind().id());
    examples.put(key, tally.examples());
    sums.put(key, numbers);
  }

  /**
   * The evaluation of a part.
   *
   * @throws UnreadableStateException if it is of none
   */
  static EvaluationState state(StatePart part) throws UnreadableStateException {
    return new EvaluationState(tallies(FRESH, part), tallies(HELD_OUT, part));
  }

  private static List<TaskTally> tallies(String role, StatePart part)
      throws UnreadableStateException {
    List<TaskTally> tallies = new ArrayList<>();
    for (Map.Entry<String, double[]> entry : part.numbers().entrySet()) {
      String key = entry.getKey();
      double[] numbers = entry.getValue();
      if (key.startsWith(role)) {
        if (numbers.length < 2) {
          throw new UnreadableStateException(
              "the saved evaluation has " + numbers.length + " numbers of '" + key + "'");
        }
        tallies.add(
            new TaskTally(
                key.substring(role.length()),
                kind(part.text(key)),
                Arrays.copyOfRange(numbers, 2, numbers.length),
                numbers[0],
                numbers[1],
                part.count(key)));
      }
    }
    return tallies;
  }

  private static TaskKind kind(String id) throws UnreadableStateException {
    for (TaskKind kind : TaskKind.values()) {
      if (kind.id().equals(id)) {
        return kind;
      }
    }
    throw new UnreadableStateException("the saved evaluation has a task of kind '" + id + "'");
  }
}
