package io.headwater.cli.plan;

import io.headwater.job.config.JobConfig;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a job would train, and what that takes.
 *
 * @param model its name
 * @param input shape of an image, [C, H, W]
 * @param networks towers, heads, and auxiliary heads, in order
 * @param methods how it learns, by what they are of, such as "weighting": a kind with its keys
 * @param batch examples of each task in a full mini-batch
 */
record JobPlan(
    String model,
    List<Integer> input,
    List<NetworkPlan> networks,
    List<TaskPlan> tasks,
    List<TopicPlan> topics,
    Map<String, String> methods,
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
        methods(config),
        config.training().batch().size(),
        MemoryPlan.of(config));
  }

  private static Map<String, String> methods(JobConfig config) {
    Map<String, String> methods = new LinkedHashMap<>();
    config.kinds().entrySet().stream()
        .filter(kind -> !kind.getKey().startsWith("tasks."))
        .forEach(
            kind ->
                methods.put(
                    kind.getKey().substring(kind.getKey().lastIndexOf('.') + 1), kind.getValue()));
    return methods;
  }

  private static String role(Architecture architecture, Member member) {
    if (architecture.towers().contains(member)) {
      return NetworkPlan.TOWER;
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
