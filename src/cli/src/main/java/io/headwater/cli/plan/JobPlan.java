package io.headwater.cli.plan;

import io.headwater.job.config.JobConfig;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Member;
import java.util.ArrayList;
import java.util.List;

/**
 * What a job would train, and what that takes.
 *
 * @param model its name
 * @param input shape of an image, [C, H, W]
 * @param networks towers, heads, and auxiliary heads, in order
 * @param optimiser such as "adam"
 * @param batch examples of each task in a full mini-batch
 */
record JobPlan(
    String model,
    List<Integer> input,
    List<NetworkPlan> networks,
    List<TaskPlan> tasks,
    List<TopicPlan> topics,
    String optimiser,
    int batch,
    MemoryPlan bytes) {
  /**
   * @param eachLayer whether layers that belong together are told apart
   */
  static JobPlan of(JobConfig config, boolean eachLayer) {
    Architecture architecture = config.architecture();
    List<NetworkPlan> networks = new ArrayList<>();
    for (Member member : architecture.members()) {
      networks.add(NetworkPlan.of(member, role(architecture, member), eachLayer));
    }
    return new JobPlan(
        config.model().name(),
        config.model().input().dimensions(),
        networks,
        config.tasks().stream().map(task -> TaskPlan.of(task, config)).toList(),
        TopicPlan.all(config),
        config.training().optimiser().kind(),
        config.training().batch().size(),
        MemoryPlan.of(config));
  }

  private static String role(Architecture architecture, Member member) {
    if (architecture.towers().contains(member)) {
      return "tower";
    }
    return architecture.heads().containsValue(member) ? "head" : "auxiliary head";
  }

  long parameters() {
    return networks.stream().mapToLong(NetworkPlan::parameters).sum();
  }

  long flops() {
    return networks.stream().mapToLong(NetworkPlan::flops).sum();
  }
}
