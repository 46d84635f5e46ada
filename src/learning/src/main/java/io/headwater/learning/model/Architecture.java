package io.headwater.learning.model;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.digest.Sha256;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Towers, which tasks share or have alone, and a head for each task, which names what it reads.
 *
 * @param input shape of the input image
 * @param towers each reads images or towers before it
 * @param tasks in the order of the configuration
 * @param heads by task name, each reads towers or the heads of tasks before it, and has one output:
 *     the task's raw outputs
 * @param auxiliaries heads that are trained with the others, and left out of predictions
 * @param ensembles of tasks whose heads fuse what several members predict
 */
public record Architecture(
    ImageShape input,
    List<Member> towers,
    List<Task> tasks,
    Map<String, Member> heads,
    List<Auxiliary> auxiliaries,
    List<Ensemble> ensembles) {
  /** The usual name of a head's input: what a tower makes of the image. */
  public static final String FEATURES = "features";

  /** The usual name of a head's input: what the tower makes of the pair's other image. */
  public static final String REFERENCE = "reference";

  /** The usual name of the only tower. */
  public static final String TRUNK = "trunk";

  /** Names that no task has. */
  public static final List<String> RESERVED = List.of(TRUNK, Port.IMAGE, FEATURES, REFERENCE);

  public Architecture {
    towers = List.copyOf(towers);
    tasks = List.copyOf(tasks);
    heads = Collections.unmodifiableMap(new LinkedHashMap<>(heads));
    auxiliaries = List.copyOf(auxiliaries);
    ensembles = List.copyOf(ensembles);
    ArchitectureCheck.of(input, towers, tasks, heads, auxiliaries, ensembles);
  }

  /** Without ensembles. */
  public Architecture(
      ImageShape input,
      List<Member> towers,
      List<Task> tasks,
      Map<String, Member> heads,
      List<Auxiliary> auxiliaries) {
    this(input, towers, tasks, heads, auxiliaries, List.of());
  }

  /** Without auxiliaries and ensembles. */
  public Architecture(
      ImageShape input, List<Member> towers, List<Task> tasks, Map<String, Member> heads) {
    this(input, towers, tasks, heads, List.of());
  }

  /** One trunk, whose first output is a vector, with a dense head for each task. */
  public static Architecture of(Network trunk, ImageShape input, List<Task> tasks) {
    return of(Trunk.withoutMaps(trunk), input, tasks, Map.of());
  }

  /**
   * One trunk with a head for each task, and for classifications with the trunk's auxiliaries.
   *
   * @param kinds of heads, by task name; the usual for a task that has none
   */
  public static Architecture of(
      Trunk trunk, ImageShape input, List<Task> tasks, Map<String, HeadKind> kinds) {
    HeadsOnTrunk read = HeadsOnTrunk.of(trunk, input, tasks, kinds);
    return new Architecture(input, List.of(read.tower()), tasks, read.heads(), read.auxiliaries());
  }

  public Task task(String name) {
    return tasks.stream()
        .filter(task -> task.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no task '" + name + "'"));
  }

  /** The auxiliary heads of a task. */
  public List<Auxiliary> auxiliaries(String task) {
    return auxiliaries.stream().filter(auxiliary -> auxiliary.task().equals(task)).toList();
  }

  /** The ensemble that a task's head fuses, if it is of one. */
  public Optional<Ensemble> ensemble(String task) {
    return ensembles.stream().filter(ensemble -> ensemble.task().equals(task)).findFirst();
  }

  public Network head(String task) {
    Member head = heads.get(task);
    if (head == null) {
      throw new IllegalArgumentException("there is no head of task '" + task + "'");
    }
    return head.network();
  }

  /** The only tower. */
  public Network trunk() {
    if (towers.size() != 1) {
      throw new IllegalStateException("the model has " + towers.size() + " towers");
    }
    return towers.get(0).network();
  }

  /**
   * By network, the names of the tasks that learn through it: whose heads, or auxiliaries, it is or
   * they read it, or read what reads it.
   */
  public Map<String, Set<String>> learners() {
    Map<String, Set<String>> learners = new HashMap<>();
    members().forEach(member -> learners.put(member.name(), new LinkedHashSet<>()));
    tasks.forEach(task -> requireNonNull(learners.get(task.name())).add(task.name()));
    auxiliaries.forEach(
        auxiliary -> requireNonNull(learners.get(auxiliary.member().name())).add(auxiliary.task()));
    List<Member> members = members();
    for (int i = members.size() - 1; i >= 0; i--) {
      Set<String> own = requireNonNull(learners.get(members.get(i).name()));
      members.get(i).reads().values().stream()
          .filter(port -> !port.isImage())
          .forEach(port -> requireNonNull(learners.get(port.network())).addAll(own));
    }
    return learners;
  }

  /**
   * The networks whose parameters the tasks have in common, by name: those that more than one of
   * them learns through or, if there is but one task, the towers.
   */
  public Set<String> shared() {
    if (tasks.size() == 1) {
      return Set.copyOf(towers.stream().map(Member::name).toList());
    }
    Set<String> shared = new LinkedHashSet<>();
    learners()
        .forEach(
            (name, learners) -> {
              if (learners.size() > 1 && network(name).parameterCount() > 0) {
                shared.add(name);
              }
            });
    return shared;
  }

  /** Those that predictions need, in an order in which each comes after what it reads. */
  public List<Member> predicting() {
    List<Member> members = new ArrayList<>(towers);
    ensembles.forEach(ensemble -> members.addAll(ensemble.members().values()));
    tasks.forEach(task -> members.add(requireHead(task)));
    return members;
  }

  /** All, in an order in which each comes after what it reads. */
  public List<Member> members() {
    List<Member> members = new ArrayList<>(predicting());
    auxiliaries.forEach(auxiliary -> members.add(auxiliary.member()));
    return members;
  }

  private Member requireHead(Task task) {
    Member head = heads.get(task.name());
    if (head == null) {
      throw new IllegalStateException("task '" + task.name() + "' has no head");
    }
    return head;
  }

  /**
   * The towers, then the members of ensembles, the heads in the order of the tasks, and the
   * auxiliaries.
   */
  public List<Network> networks() {
    return members().stream().map(Member::network).toList();
  }

  /**
   * What stands for an image where it is compared with others, and is what snapshots give as
   * "features": all that heads of pairs read of the other image, or else the first output of the
   * first tower.
   */
  public List<Port> features() {
    List<Port> compared =
        predicting().stream()
            .flatMap(member -> member.reads().values().stream())
            .filter(port -> port.side() == Port.Side.SECOND)
            .map(port -> new Port(port.network(), port.output(), Port.Side.FIRST))
            .distinct()
            .toList();
    Network first = towers.get(0).network();
    return compared.isEmpty() ? List.of(Port.of(first.name(), first.outputs().get(0))) : compared;
  }

  /** Shape of what a port gives. */
  public List<Integer> shape(Port port) {
    return port.isImage() ? input.dimensions() : network(port.network()).shape(port.output());
  }

  /** Of a tower, a head or an auxiliary. */
  public Network network(String name) {
    return networks().stream()
        .filter(network -> network.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no network '" + name + "'"));
  }

  /**
   * How many images a mini-batch should have for a step with it to be worth taking (see {@link
   * Network#leastImages}).
   */
  public int leastImages() {
    return towers.stream().mapToInt(tower -> tower.network().leastImages()).max().orElse(1);
  }

  /**
   * By name, what tells whether a saved network is the one that is meant: SHA-256 in hexadecimal
   * digits, over a description of its inputs, what they read, and its nodes and, of a head, of its
   * output and of the kind and the classes of its task. Dropouts, which keep nothing, are no part
   * of it.
   */
  public Map<String, String> fingerprints() {
    return withoutDropout().ownFingerprints();
  }

  /** The same model as it computes in inference; its networks have the same numbers. */
  public Architecture withoutDropout() {
    Map<String, Member> others = new LinkedHashMap<>();
    heads.forEach((task, head) -> others.put(task, withoutDropout(head)));
    return new Architecture(
        input,
        towers.stream().map(this::withoutDropout).toList(),
        tasks,
        others,
        auxiliaries.stream()
            .map(each -> new Auxiliary(each.task(), withoutDropout(each.member()), each.weight()))
            .toList(),
        ensembles.stream().map(this::withoutDropout).toList());
  }

  private Ensemble withoutDropout(Ensemble ensemble) {
    Map<String, Member> members = new LinkedHashMap<>();
    ensemble.members().forEach((name, member) -> members.put(name, withoutDropout(member)));
    return new Ensemble(ensemble.task(), members, ensemble.fusion(), ensemble.training());
  }

  private Member withoutDropout(Member member) {
    Map<String, Port> reads = new LinkedHashMap<>();
    member.reads().forEach((name, port) -> reads.put(name, beforeDropout(port)));
    return new Member(member.network().withoutDropout(), reads);
  }

  private Port beforeDropout(Port port) {
    return port.isImage()
        ? port
        : new Port(
            port.network(), network(port.network()).beforeDropout(port.output()), port.side());
  }

  private Map<String, String> ownFingerprints() {
    Map<String, String> fingerprints = new LinkedHashMap<>();
    towers.forEach(
        tower -> fingerprints.put(tower.name(), Sha256.hex(NetworkDescription.of(tower))));
    for (Task task : tasks) {
      String description = NetworkDescription.of(requireHead(task), task);
      fingerprints.put(task.name(), Sha256.hex(description));
    }
    for (Ensemble ensemble : ensembles) {
      for (Member member : ensemble.members().values()) {
        String description = NetworkDescription.of(member, task(ensemble.task()));
        fingerprints.put(member.name(), Sha256.hex(description));
      }
    }
    for (Auxiliary auxiliary : auxiliaries) {
      Member member = auxiliary.member();
      String description = NetworkDescription.of(member, task(auxiliary.task()));
      fingerprints.put(member.name(), Sha256.hex(description));
    }
    return fingerprints;
  }

  /** SHA-256 over the input's shape and all networks' fingerprints, in hexadecimal digits. */
  public String fingerprint() {
    StringBuilder text = new StringBuilder("headwater architecture 1\n");
    text.append("image ").append(NetworkDescription.dimensions(input.dimensions())).append('\n');
    fingerprints()
        .forEach((name, digest) -> text.append(name).append(' ').append(digest).append('\n'));
    return Sha256.hex(text.toString());
  }
}
