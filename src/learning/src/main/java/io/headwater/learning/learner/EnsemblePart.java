package io.headwater.learning.learner;

import io.headwater.learning.ensemble.Boosting;
import io.headwater.learning.evaluate.EvaluationState;
import io.headwater.learning.state.StatePart;
import io.headwater.learning.state.UnreadableStateException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of an ensemble's members, as a part of a state: their scores, as in {@link
 * EvaluationPart} with members in place of tasks, the count "examples" of boosting, and its numbers
 * "right/MEMBER" and "wrong/MEMBER".
 *
 * @param members in the order of boosting's sums
 */
record EnsemblePart(List<String> members, EvaluationState evaluation, Boosting boosting) {
  static final int VERSION = 1;
  private static final String PREFIX = "ensemble/";
  private static final String EXAMPLES = "examples";
  private static final String RIGHT = "right/";
  private static final String WRONG = "wrong/";

  EnsemblePart {
    members = List.copyOf(members);
  }

  static String name(String task) {
    return PREFIX + task;
  }

  /** What a part knows of these members; nothing of one that it has not. */
  static EnsemblePart of(Optional<StatePart> saved, List<String> members) {
    if (saved.isEmpty()) {
      return new EnsemblePart(members, EvaluationState.EMPTY, Boosting.begun(members.size()));
    }
    StatePart part = saved.get();
    double[] right = members.stream().mapToDouble(name -> number(part, RIGHT + name)).toArray();
    double[] wrong = members.stream().mapToDouble(name -> number(part, WRONG + name)).toArray();
    try {
      return new EnsemblePart(
          members,
          EvaluationPart.state(part),
          new Boosting(part.counts().getOrDefault(EXAMPLES, 0L), right, wrong));
    } catch (UnreadableStateException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static double number(StatePart part, String key) {
    double[] numbers = part.numbers().getOrDefault(key, new double[1]);
    return numbers[0];
  }

  StatePart part(String task) {
    StatePart scores = EvaluationPart.of(name(task), evaluation, VERSION);
    Map<String, Long> counts = new LinkedHashMap<>(scores.counts());
    counts.put(EXAMPLES, boosting.examples());
    Map<String, double[]> numbers = new LinkedHashMap<>(scores.numbers());
    for (int m = 0; m < members.size(); m++) {
      numbers.put(RIGHT + members.get(m), new double[] {boosting.right()[m]});
      numbers.put(WRONG + members.get(m), new double[] {boosting.wrong()[m]});
    }
    return new StatePart(name(task), VERSION, scores.texts(), counts, numbers, Map.of());
  }
}
