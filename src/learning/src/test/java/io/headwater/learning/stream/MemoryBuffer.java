package io.headwater.learning.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A buffer on the heap, which hands out new objects at each look. */
final class MemoryBuffer implements TaskBuffer {
  private final List<Waiting> waiting = new ArrayList<>();
  private int labels;

  @Override
  public int labels() {
    return labels;
  }

  @Override
  public void countLabel() {
    labels++;
  }

  @Override
  public void add(Waiting example) {
    waiting.add(example);
  }

  @Override
  public OptionalLong oldest() {
    return waiting.isEmpty() ? OptionalLong.empty() : OptionalLong.of(waiting.get(0).since());
  }

  @Override
  public List<Waiting> waiting() {
    return waiting.stream().map(each -> new Waiting(each.example(), each.since())).toList();
  }

  @Override
  public void keep(List<Waiting> left, int labelsLeft) {
    waiting.clear();
    waiting.addAll(left);
    labels = labelsLeft;
  }
}
