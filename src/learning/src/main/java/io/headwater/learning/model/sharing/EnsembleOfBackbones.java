package io.headwater.learning.model.sharing;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Auxiliary;
import io.headwater.learning.model.Ensemble;
import io.headwater.learning.model.Ensemble.Fusion;
import io.headwater.learning.model.Ensemble.Training;
import io.headwater.learning.model.HeadKind;
import io.headwater.learning.model.HeadsOnTrunk;
import io.headwater.learning.model.Input;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Layer.Sigmoid;
import io.headwater.learning.model.Layer.Softmax;
import io.headwater.learning.model.Layer.WeightedSum;
import io.headwater.learning.model.Member;
import io.headwater.learning.model.NetworkBuilder;
import io.headwater.learning.model.Port;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Several members, each a trunk with a head for each task, whose predictions are fused. The first
 * LeNet among them is the member "lenet-1": its trunk is named "member.lenet-1", its head of a task
 * "TASK.lenet-1".
 *
 * @param members two or more; the same backbone twice begins with other weights
 */
public record EnsembleOfBackbones(List<Backbone> members, Fusion fusion, Training training)
    implements Sharing {
  public static final String KIND = "ensemble";

  public EnsembleOfBackbones {
    members = List.copyOf(members);
    requireNonNull(fusion, "fusion");
    requireNonNull(training, "training");
    if (members.size() < 2) {
      throw new IllegalArgumentException("an ensemble has two members or more; got " + members);
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  /** Boosting counts right and wrong answers. */
  @Override
  public Optional<String> objection(List<Task> tasks) {
    return tasks.stream()
        .filter(task -> training == Training.BOOSTING && !answersRightOrWrong(task.kind()))
        .findFirst()
        .map(
            task ->
                "boosting needs answers that are right or wrong, and task '%s' of kind %s has none: train it by bagging or all"
                    .formatted(task.name(), task.kind().id()));
  }

  private static boolean answersRightOrWrong(TaskKind kind) {
    return switch (kind) {
      case CLASSIFICATION, SIMILARITY -> true;
      case EDGES, LOCATION, REGRESSION -> false;
    };
  }

  @Override
  public Architecture architecture(
      ImageShape input, List<Task> tasks, Map<String, HeadKind> heads, Backbones backbones) {
    objection(tasks)
        .ifPresent(
            objection -> {
              throw new IllegalArgumentException(objection);
            });
    List<Member> towers = new ArrayList<>();
    List<Auxiliary> auxiliaries = new ArrayList<>();
    Map<String, Map<String, Member>> byTask = new LinkedHashMap<>();
    tasks.forEach(task -> byTask.put(task.name(), new LinkedHashMap<>()));
    named()
        .forEach(
            (name, backbone) -> {
              HeadsOnTrunk member =
                  HeadsOnTrunk.of(
                      backbone.trunk(input).withName("member." + name), input, tasks, heads);
              towers.add(member.tower());
              member.auxiliaries().forEach(auxiliary -> auxiliaries.add(named(auxiliary, name)));
              member
                  .heads()
                  .forEach((task, head) -> put(requireNonNull(byTask.get(task)), name, head));
            });
    List<Ensemble> ensembles = new ArrayList<>();
    Map<String, Member> fused = new LinkedHashMap<>();
    for (Task task : tasks) {
      Ensemble ensemble =
          new Ensemble(task.name(), requireNonNull(byTask.get(task.name())), fusion, training);
      ensembles.add(ensemble);
      fused.put(task.name(), fusing(task, ensemble));
    }
    return new Architecture(input, towers, tasks, fused, auxiliaries, ensembles);
  }

  private static void put(Map<String, Member> members, String name, Member head) {
    members.put(name, new Member(head.network().withName(head.name() + "." + name), head.reads()));
  }

  private static Auxiliary named(Auxiliary auxiliary, String name) {
    Member head = auxiliary.member();
    Member own = new Member(head.network().withName(head.name() + "." + name), head.reads());
    return new Auxiliary(auxiliary.task(), own, auxiliary.weight());
  }

  /** By "BACKBONE-n", where n counts those of one backbone. */
  private Map<String, Backbone> named() {
    Map<String, Backbone> named = new LinkedHashMap<>();
    for (Backbone backbone : members) {
      int n = 1;
      while (named.containsKey(backbone.id() + "-" + n)) {
        n++;
      }
      named.put(backbone.id() + "-" + n, backbone);
    }
    return named;
  }

  private static Member fusing(Task task, Ensemble ensemble) {
    NetworkBuilder head = NetworkBuilder.of(task.name());
    Map<String, Port> reads = new LinkedHashMap<>();
    List<String> summed = new ArrayList<>();
    ensemble
        .members()
        .forEach(
            (name, member) -> {
              head.input(name, Input.floats(member.network().outputShape()));
              reads.put(name, Port.of(member.name(), member.network().outputs().get(0)));
              if (ensemble.givesPredictions() && task.kind() != TaskKind.REGRESSION) {
                head.then(name + "/prediction", prediction(task.kind()), name);
              }
              summed.add(head.last());
            });
    head.then(Ensemble.FUSED, WeightedSum.mean(summed.size()), summed.toArray(String[]::new));
    return new Member(head.build(), reads);
  }

  private static Layer prediction(TaskKind kind) {
    return kind == TaskKind.CLASSIFICATION ? new Softmax() : new Sigmoid();
  }

  @Override
  public Set<Backbone> used(List<String> tasks, Backbones backbones) {
    return Set.copyOf(members);
  }
}
