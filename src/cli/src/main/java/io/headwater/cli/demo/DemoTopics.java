package io.headwater.cli.demo;

import io.headwater.cli.images.DemoTask;
import java.util.ArrayList;
import java.util.List;

/**
 * The names of the demo's topics.
 *
 * @param prefix what they all start with
 * @param tasks that have one
 */
record DemoTopics(String prefix, List<DemoTask> tasks) {
  String snapshots() {
    return prefix + "snapshots";
  }

  String rejected() {
    return prefix + "rejected";
  }

  String metrics() {
    return prefix + "metrics";
  }

  /** The tasks' topics; the job makes the others. */
  List<String> events() {
    return tasks.stream().map(task -> task.topic(prefix)).toList();
  }

  List<String> all() {
    List<String> all = new ArrayList<>(events());
    all.addAll(List.of(snapshots(), rejected(), metrics()));
    return all;
  }
}
