package io.headwater.learning.learner;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.learner.JointBatch.TaskRows;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Member;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which of a batch's tasks the networks of a model work for in training. */
final class Owners {
  private final Map<String, Set<String>> tasksOf = new HashMap<>();
  private final Set<String> shared;

  Owners(ModelNetworks networks, JointBatch joint) {
    Architecture architecture = networks.architecture();
    this.shared = networks.shared();
    for (TaskRows rows : joint.tasks()) {
      String task = rows.task().name();
      own(task).add(task);
      architecture.auxiliaries(task).forEach(auxiliary -> own(auxiliary.member().name()).add(task));
    }
    List<Member> members = architecture.members();
    for (int i = members.size() - 1; i >= 0; i--) {
      Member member = members.get(i);
      member.reads().values().forEach(port -> own(port.network()).addAll(own(member.name())));
    }
  }

  private Set<String> own(String network) {
    return tasksOf.computeIfAbsent(network, name -> new LinkedHashSet<>());
  }

  /** See {@link Architecture#shared}. */
  boolean isShared(String network) {
    return shared.contains(network);
  }

  /** The one whose own network it is. */
  String task(String network) {
    return requireNonNull(tasksOf.get(network)).iterator().next();
  }
}
