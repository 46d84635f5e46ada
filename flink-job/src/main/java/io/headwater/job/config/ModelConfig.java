package io.headwater.job.config;

import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.HeadKind;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.model.sharing.Backbones;
import io.headwater.learning.model.sharing.HardSharing;
import io.headwater.learning.model.sharing.Sharing;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The model that is trained.
 *
 * @param name the key of its snapshots
 * @param sharing what its tasks share
 * @param input the shape that every image is brought to
 * @param heads kinds of heads by task name; the usual for a task that has none
 */
public record ModelConfig(
    String name,
    Sharing sharing,
    Backbones backbones,
    ImageShape input,
    Map<String, HeadKind> heads)
    implements Serializable {
  public ModelConfig {
    heads = Map.copyOf(heads);
  }

  /** One trunk for all tasks. */
  public ModelConfig(
      String name, Backbone backbone, ImageShape input, Map<String, HeadKind> heads) {
    this(name, new HardSharing(), new Backbones(backbone, Map.of()), input, heads);
  }

  /** One trunk for all tasks, with the usual heads. */
  public ModelConfig(String name, Backbone backbone, ImageShape input) {
    this(name, backbone, input, Map.of());
  }

  /** The same, but for the head of one task. */
  public ModelConfig withHead(String task, HeadKind kind) {
    Map<String, HeadKind> changed = new HashMap<>(heads);
    changed.put(task, kind);
    return new ModelConfig(name, sharing, backbones, input, changed);
  }

  /** Its networks. */
  public Architecture architecture(List<Task> tasks) {
    return sharing.architecture(input, tasks, heads, backbones);
  }

  /** The backbones of its networks. */
  public Set<Backbone> used(List<String> tasks) {
    return sharing.used(tasks, backbones);
  }

  /**
   * What its networks are of, in a word that stays the same when a task comes or goes: the backbone
   * of the trunk that all share, or else what they share in its place.
   */
  public String trunk() {
    return sharing.kind().equals(HardSharing.KIND) ? backbones.usual().id() : sharing.kind();
  }

  static ModelConfig of(OptionValues values) {
    return new ModelConfig(
        values.get("model", ModelOptions.NAME),
        values.make("model.architecture", ArchitectureOptions.KINDS),
        new Backbones(
            values.get("model", ModelOptions.BACKBONE), ofTasks(values, TaskOptions.BACKBONE)),
        new ImageShape(
            values.get("model.input", ModelOptions.CHANNELS),
            values.get("model.input", ModelOptions.HEIGHT),
            values.get("model.input", ModelOptions.WIDTH)),
        ofTasks(values, TaskOptions.HEAD));
  }

  private static <T> Map<String, T> ofTasks(OptionValues values, Option<T> option) {
    Map<String, T> byTask = new HashMap<>();
    for (String task : values.names("tasks")) {
      values
          .find(OptionSection.join("tasks", task), option)
          .ifPresent(value -> byTask.put(task, value));
    }
    return byTask;
  }
}
