package io.headwater.learning.model;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.digest.Sha256;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One shared trunk and a head for each task.
 *
 * @param input shape of the input image
 * @param trunk has the one input "image", of the input's shape
 * @param tasks in the order of the configuration
 * @param heads by task name; a head reads "features", and the head of a similarity also
 *     "reference": the trunk's output for the pair's other image
 */
public record Architecture(
    ImageShape input, Network trunk, List<Task> tasks, Map<String, Network> heads) {
  public static final String IMAGE = "image";
  public static final String FEATURES = "features";
  public static final String REFERENCE = "reference";
  public static final String TRUNK = "trunk";
  private static final List<String> RESERVED = List.of(TRUNK, IMAGE, FEATURES, REFERENCE);

  public Architecture {
    tasks = List.copyOf(tasks);
    heads = Collections.unmodifiableMap(new LinkedHashMap<>(heads));
    for (Task task : tasks) {
      if (RESERVED.contains(task.name())) {
        throw new IllegalArgumentException(
            "a task can't be named '" + task.name() + "'; reserved are " + RESERVED);
      }
      Network head = heads.get(task.name());
      if (head == null || head.outputSize() != task.outputs(input)) {
        throw new IllegalArgumentException(
            "the head of task '" + task.name() + "' must have " + task.outputs(input) + " outputs");
      }
    }
  }

  /** The trunk, whose output is a vector, with the usual head for each task. */
  public static Architecture of(Network trunk, ImageShape input, List<Task> tasks) {
    Map<String, Network> heads = new LinkedHashMap<>();
    for (Task task : tasks) {
      heads.put(task.name(), Heads.of(task, trunk.outputShape(), input));
    }
    return new Architecture(input, trunk, tasks, heads);
  }

  public Task task(String name) {
    return tasks.stream()
        .filter(task -> task.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no task '" + name + "'"));
  }

  /** The trunk, then the heads in the order of the tasks. */
  public List<Network> networks() {
    List<Network> networks = new ArrayList<>();
    networks.add(trunk);
    tasks.forEach(task -> networks.add(head(task)));
    return networks;
  }

  /**
   * By name, what tells whether a saved network is the one that is meant: SHA-256 in hexadecimal
   * digits, over a description of its inputs and nodes and, of a head, of its output and of the
   * kind and the classes of its task.
   */
  public Map<String, String> fingerprints() {
    Map<String, String> fingerprints = new LinkedHashMap<>();
    fingerprints.put(TRUNK, Sha256.hex(NetworkDescription.of(trunk)));
    for (Task task : tasks) {
      fingerprints.put(task.name(), Sha256.hex(NetworkDescription.of(head(task), task)));
    }
    return fingerprints;
  }

  /** SHA-256 over the input's shape and all networks' fingerprints, in hexadecimal digits. */
  public String fingerprint() {
    StringBuilder text = new StringBuilder("headwater architecture 1\n");
    text.append("image ").append(NetworkDescription.dimensions(input.dimensions()));
    text.append("\noutput ").append(NetworkDescription.output(trunk)).append('\n');
    fingerprints()
        .forEach((name, digest) -> text.append(name).append(' ').append(digest).append('\n'));
    return Sha256.hex(text.toString());
  }

  private Network head(Task task) {
    return requireNonNull(heads.get(task.name()));
  }
}
