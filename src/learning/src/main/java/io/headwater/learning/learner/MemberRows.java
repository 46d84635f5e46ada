package io.headwater.learning.learner;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.learner.JointBatch.TaskRows;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Member;
import io.headwater.learning.model.Port;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which rows of a joint batch each network of a model must be run on. */
final class MemberRows {
  private final int[] others;
  private final Map<String, int[]> rows = new HashMap<>();

  /**
   * @param auxiliaries whether they are run, too
   */
  MemberRows(Architecture architecture, JointBatch joint, boolean auxiliaries) {
    others = others(joint);
    Map<String, BitSet> needs = new HashMap<>();
    for (TaskRows task : joint.tasks()) {
      need(task, task.task().name(), needs);
      if (auxiliaries) {
        architecture
            .auxiliaries(task.task().name())
            .forEach(auxiliary -> need(task, auxiliary.member().name(), needs));
      }
    }
    List<Member> members = architecture.members();
    for (int i = members.size() - 1; i >= 0; i--) {
      Member member = members.get(i);
      BitSet own = needs.getOrDefault(member.name(), new BitSet());
      member.reads().values().forEach(port -> need(port, own, needs));
      rows.put(member.name(), own.stream().toArray());
    }
  }

  /** The row of the pair's other image, by the row of the first. */
  private static int[] others(JointBatch joint) {
    int[] others = new int[joint.rows()];
    for (TaskRows task : joint.tasks()) {
      for (int i = 0; i < task.second().length; i++) {
        others[task.first()[i]] = task.second()[i];
      }
    }
    return others;
  }

  private static void need(TaskRows task, String member, Map<String, BitSet> needs) {
    BitSet own = needs.computeIfAbsent(member, name -> new BitSet());
    for (int row : task.first()) {
      own.set(row);
    }
  }

  private void need(Port port, BitSet rowsOfReader, Map<String, BitSet> needs) {
    if (!port.isImage()) {
      BitSet source = needs.computeIfAbsent(port.network(), name -> new BitSet());
      rowsOfReader.stream().forEach(row -> source.set(at(row, port)));
    }
  }

  /** Ascending; empty if the network is not needed. */
  int[] of(String member) {
    return requireNonNull(rows.get(member));
  }

  /**
   * For each row of a network, where what it reads through the port is, among the source's rows.
   */
  int[] read(String member, Port port) {
    int[] own = of(member);
    int[] read = new int[own.length];
    for (int i = 0; i < own.length; i++) {
      read[i] = at(own[i], port);
    }
    return port.isImage() ? read : places(port.network(), read);
  }

  /** Where these rows are among the rows of the network, which has them all. */
  int[] places(String member, int[] wanted) {
    int[] own = of(member);
    int[] placeOf = new int[others.length];
    for (int i = 0; i < own.length; i++) {
      placeOf[own[i]] = i;
    }
    int[] places = new int[wanted.length];
    for (int i = 0; i < wanted.length; i++) {
      places[i] = placeOf[wanted[i]];
    }
    return places;
  }

  private int at(int row, Port port) {
    return port.side() == Port.Side.FIRST ? row : others[row];
  }
}
