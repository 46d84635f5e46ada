package io.headwater.learning.learner;

import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.learner.TaskForward.Choice;
import io.headwater.learning.learner.TaskForward.Members;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Ensemble;
import io.headwater.learning.state.StatePart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ensembles of a model, and what is known of their members: who learns what, and what each
 * one's word counts, which is written into the heads that fuse them. Used by one thread.
 */
final class Ensembles {
  private final ModelNetworks networks;
  private final Map<String, EnsembleMemory> byTask = new LinkedHashMap<>();

  /**
   * @param window how many recent examples the members' metrics stand for
   * @param saved parts of a state, by name
   */
  Ensembles(ModelNetworks networks, int window, Map<String, StatePart> saved) {
    this.networks = networks;
    Architecture model = networks.architecture();
    for (Ensemble ensemble : model.ensembles()) {
      String task = ensemble.task();
      Optional<StatePart> own = Optional.ofNullable(saved.get(EnsemblePart.name(task)));
      byTask.put(task, new EnsembleMemory(ensemble, model.task(task), window, own));
    }
    byTask.values().forEach(this::weigh);
  }

  /** Which examples the members of each ensemble learn in the next step, by task. */
  Map<String, Choice> choices() {
    Map<String, Choice> choices = new LinkedHashMap<>();
    byTask.forEach((task, memory) -> choices.put(task, memory::draw));
    return choices;
  }

  /** Sees what the tasks of a step that was applied made of its examples. */
  void observe(List<TaskForward> forwards, Criteria criteria) {
    for (TaskForward forward : forwards) {
      EnsembleMemory memory = byTask.get(forward.task());
      if (memory != null) {
        Members members = forward.members().orElseThrow();
        memory.observe(
            criteria.of(forward.rows().task()), forward.rows(), members.outputs(), members.draw());
        weigh(memory);
      }
    }
  }

  private void weigh(EnsembleMemory memory) {
    double[] weights = memory.weights();
    float[] values = new float[weights.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) weights[i];
    }
    Tensor tensor = new Tensor(List.of(values.length), values);
    networks
        .get(memory.task())
        .load(new NetworkState(0, Map.of(Ensemble.WEIGHT, tensor), Map.of(), Map.of()));
  }

  /** What a learner goes on from. */
  List<StatePart> states() {
    return byTask.values().stream().map(EnsembleMemory::state).toList();
  }
}
