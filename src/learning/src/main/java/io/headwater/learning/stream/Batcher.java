package io.headwater.learning.stream;

import io.headwater.learning.task.Example;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Gathers examples into mini-batches of up to {@code size} labels of each task. An example waits in
 * the buffer of the first task that it has a label for, and counts for each of its tasks. A
 * mini-batch leaves when every task has {@code size} labels, when {@code maxBuffered} wait for one,
 * or when the oldest example has waited long enough (who goes: {@link MiniBatchChoice}), but not
 * before there are {@code least} examples. All that it knows is in its buffers. Used by one thread.
 */
public final class Batcher {
  private final List<String> tasks;
  private final BatchLimits limits;
  private final List<? extends TaskBuffer> buffers;

  /**
   * @param tasks their names, in the order in which they are looked for in an example
   * @param buffers of the tasks, in that order
   */
  public Batcher(List<String> tasks, BatchLimits limits, List<? extends TaskBuffer> buffers) {
    this.tasks = List.copyOf(tasks);
    this.limits = limits;
    this.buffers = List.copyOf(buffers);
    if (this.tasks.size() != this.buffers.size()) {
      throw new IllegalArgumentException(
          "there are " + buffers.size() + " buffers for the tasks " + tasks);
    }
  }

  /**
   * Takes an example; the mini-batches that it completes leave.
   *
   * @param now the time, in milliseconds
   * @throws IllegalStateException if it has no label for any of the tasks
   */
  public void add(Example example, long now, Consumer<MiniBatch> out) {
    buffer(example, now);
    while (isDue()) {
      emit(out);
    }
  }

  /** When the oldest example will have waited long enough; empty if none waits. */
  public OptionalLong due() {
    OptionalLong oldest = oldest();
    return oldest.isPresent()
        ? OptionalLong.of(oldest.getAsLong() + limits.maxWaitMillis())
        : oldest;
  }

  /**
   * What has waited long enough leaves.
   *
   * @param now the time, in milliseconds
   * @return when to call this again; empty if none waits, or if those that have waited long enough
   *     wait for the next example, as all together are fewer than the least
   */
  public OptionalLong release(long now, Consumer<MiniBatch> out) {
    OptionalLong due = due();
    while (due.isPresent() && due.getAsLong() <= now) {
      if (waiting() < limits.least()) {
        return OptionalLong.empty();
      }
      emit(out);
      due = due();
    }
    return due;
  }

  /** Everything leaves: nothing more will come. */
  public void drain(Consumer<MiniBatch> out) {
    while (oldest().isPresent()) {
      emit(out);
    }
  }

  /**
   * Takes labels away from the examples that wait: those of changed tasks, and of tasks that are
   * none here. Who has no other label is dropped; the others keep their place in time.
   *
   * @param changed whose labels mean something else now, or are gone
   * @param gone the buffers of tasks that are none here; nothing stays in them
   */
  public Withdrawn withdraw(Set<String> changed, List<? extends TaskBuffer> gone) {
    Withdrawal withdrawal = new Withdrawal(tasks, changed);
    Stream.concat(buffers.stream(), gone.stream())
        .flatMap(buffer -> buffer.waiting().stream())
        .sorted(Comparator.comparingLong(Waiting::since))
        .forEach(withdrawal::sort);
    gone.forEach(buffer -> buffer.keep(List.of(), 0));
    keep(withdrawal.left());
    return withdrawal.outcome();
  }

  private void buffer(Example example, long now) {
    boolean added = false;
    for (int i = 0; i < buffers.size(); i++) {
      if (example.label(tasks.get(i)).isPresent()) {
        buffers.get(i).countLabel();
        if (!added) {
          buffers.get(i).add(new Waiting(example, now));
          added = true;
        }
      }
    }
    if (!added) {
      throw new IllegalStateException(
          "example '" + example.id() + "' has no label for any of the tasks " + tasks);
    }
  }

  private boolean isDue() {
    boolean allHaveEnough = true;
    for (TaskBuffer buffer : buffers) {
      int labels = buffer.labels();
      if (labels >= limits.maxBuffered()) {
        return true;
      }
      allHaveEnough &= labels >= limits.size();
    }
    return allHaveEnough;
  }

  private OptionalLong oldest() {
    return buffers.stream().map(TaskBuffer::oldest).flatMapToLong(OptionalLong::stream).min();
  }

  private int waiting() {
    return buffers.stream().mapToInt(buffer -> buffer.waiting().size()).sum();
  }

  /** Each buffer is read once: it may hand out new objects at each look. */
  private void emit(Consumer<MiniBatch> out) {
    List<List<Waiting>> waiting = new ArrayList<>();
    buffers.forEach(buffer -> waiting.add(new ArrayList<>(buffer.waiting())));
    Set<Waiting> chosen = MiniBatchChoice.of(tasks, limits.size(), flat(waiting));
    List<Example> leaving =
        flat(waiting).stream().filter(chosen::contains).map(Waiting::example).toList();
    waiting.forEach(each -> each.removeIf(chosen::contains));
    keep(waiting);
    out.accept(MiniBatch.ofFresh(leaving));
  }

  private void keep(List<List<Waiting>> waiting) {
    Map<String, Integer> labels = MiniBatchChoice.labels(flat(waiting));
    for (int i = 0; i < buffers.size(); i++) {
      buffers.get(i).keep(waiting.get(i), labels.getOrDefault(tasks.get(i), 0));
    }
  }

  private static List<Waiting> flat(List<List<Waiting>> waiting) {
    return waiting.stream().flatMap(List::stream).toList();
  }
}
