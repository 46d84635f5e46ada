package io.headwater.learning.learner;

import io.headwater.learning.engine.EngineNetwork;
import io.headwater.learning.engine.EngineRows;
import io.headwater.learning.engine.Feed;
import io.headwater.learning.engine.Mode;
import io.headwater.learning.engine.OutputGradient;
import io.headwater.learning.engine.Pass;
import io.headwater.learning.learner.JointBatch.TaskRows;
import io.headwater.learning.metric.Predictions;
import io.headwater.learning.model.Ensemble;
import io.headwater.learning.model.Member;
import io.headwater.learning.model.Port;
import io.headwater.learning.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One run of a model's networks over a joint batch, each over the rows that the tasks need of it.
 * Valid until the next.
 */
final class ModelPass {
  private final ModelNetworks networks;
  private final JointBatch joint;
  private final MemberRows rows;

  private ModelPass(ModelNetworks networks, JointBatch joint, Mode mode) {
    this.networks = networks;
    this.joint = joint;
    this.rows = new MemberRows(networks.architecture(), joint, mode == Mode.TRAINING);
  }

  /**
   * Runs the networks forward.
   *
   * @param step number of the step, from which with each example's id follows what is random
   */
  static ModelPass forward(ModelNetworks networks, JointBatch joint, Mode mode, long step) {
    ModelPass pass = new ModelPass(networks, joint, mode);
    for (Member member : networks.architecture().members()) {
      int[] own = pass.rows.of(member.name());
      if (own.length > 0) {
        networks
            .get(member.name())
            .forward(pass.feeds(member), new Pass(mode, joint.seeds(own, step)));
      }
    }
    return pass;
  }

  private List<Feed> feeds(Member member) {
    List<Feed> feeds = new ArrayList<>();
    for (Port port : member.reads().values()) {
      int[] read = rows.read(member.name(), port);
      feeds.add(
          port.isImage()
              ? new Feed.Images(joint.images(), read)
              : new Feed.Rows(source(port), read));
    }
    return feeds;
  }

  private EngineRows source(Port port) {
    return networks.get(port.network()).output(networks.outputIndex(port));
  }

  /**
   * What a head made of a task's rows, [N, K].
   *
   * @param head the task's, or an auxiliary of it
   */
  double[] outputs(String head, TaskRows task) {
    double[] all = networks.get(head).output(0).values();
    int[] places = rows.places(head, task.first());
    int width = all.length / rows.of(head).length;
    if (places.length == rows.of(head).length) {
      return all;
    }
    double[] wanted = new double[places.length * width];
    for (int i = 0; i < places.length; i++) {
      System.arraycopy(all, places[i] * width, wanted, i * width, width);
    }
    return wanted;
  }

  /** The raw outputs of a task, [N, K], of whichever kind its head's are. */
  double[] raw(TaskRows rows) {
    Task task = rows.task();
    double[] outputs = outputs(task.name(), rows);
    boolean predicts =
        networks.architecture().ensemble(task.name()).map(Ensemble::givesPredictions).orElse(false);
    return predicts ? Predictions.raw(task.kind(), outputs) : outputs;
  }

  /** The raw outputs of each member of an ensemble. */
  Map<String, double[]> outputs(Ensemble ensemble, TaskRows rows) {
    Map<String, double[]> outputs = new LinkedHashMap<>();
    ensemble.members().forEach((name, head) -> outputs.put(name, outputs(head.name(), rows)));
    return outputs;
  }

  /** Of each image, what its chance follows from. */
  long[] ids() {
    return joint.ids();
  }

  /**
   * Runs the networks backward.
   *
   * @param gradients on the outputs of heads, [N, K] of their tasks' rows, by head
   * @return the networks that now have a gradient, by name
   */
  Map<String, EngineNetwork> backward(Map<String, HeadGradient> gradients) {
    BackwardPass back = wayBack();
    gradients.forEach((head, gradient) -> back.add(head, onOutput(head, gradient)));
    back.run(name -> true, (from, to, part) -> back.add(to.network(), part));
    return back.active();
  }

  /** The way back, before its first step. */
  BackwardPass wayBack() {
    return new BackwardPass(networks, rows);
  }

  OutputGradient onOutput(String head, HeadGradient gradient) {
    return new OutputGradient.Values(0, ofAllRows(head, gradient));
  }

  /** The gradient of a head's loss on its outputs for the task's rows. */
  record HeadGradient(TaskRows task, double[] values) {}

  private double[] ofAllRows(String head, HeadGradient gradient) {
    int[] places = rows.places(head, gradient.task().first());
    int count = rows.of(head).length;
    if (places.length == count) {
      return gradient.values();
    }
    int width = gradient.values().length / places.length;
    double[] all = new double[count * width];
    for (int i = 0; i < places.length; i++) {
      System.arraycopy(gradient.values(), i * width, all, places[i] * width, width);
    }
    return all;
  }
}
