package io.headwater.learning.dl4j;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.atomic.AtomicLong;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.ResetPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The native memory of one network's steps: a block that grows to what the largest step needs and
 * is written over by the next step, so that no array waits for the garbage collector.
 */
final class StepMemory implements AutoCloseable {
  private static final AtomicLong CREATED = new AtomicLong();
  private static final WorkspaceConfiguration CONFIGURATION =
      WorkspaceConfiguration.builder()
          .policyAllocation(AllocationPolicy.STRICT)
          .policyLearning(LearningPolicy.FIRST_LOOP)
          .policySpill(SpillPolicy.REALLOCATE)
          .policyReset(ResetPolicy.BLOCK_LEFT)
          .build();

  private final String name = "headwater-" + CREATED.incrementAndGet();
  private final LayerWorkspaceMgr layers =
      LayerWorkspaceMgr.builder().defaultWorkspace(name, CONFIGURATION).build();
  private @Nullable MemoryWorkspace workspace;

  /** Between opening and closing, the thread's new arrays lie in this memory. */
  interface Scope extends AutoCloseable {
    @Override
    void close();
  }

  /** How DL4J's layers find this memory. */
  LayerWorkspaceMgr layers() {
    return layers;
  }

  /** Gives up all arrays of the last step. */
  Scope begin() {
    if (workspace != null) {
      workspace.close();
    }
    MemoryWorkspace outer = Nd4j.getMemoryManager().getCurrentWorkspace();
    workspace = Nd4j.getWorkspaceManager().getWorkspaceForCurrentThread(CONFIGURATION, name);
    workspace.notifyScopeEntered();
    return () -> Nd4j.getMemoryManager().setCurrentWorkspace(outer);
  }

  /** Keeps the arrays of the step that was begun. */
  Scope resume() {
    MemoryWorkspace outer = Nd4j.getMemoryManager().getCurrentWorkspace();
    Nd4j.getMemoryManager().setCurrentWorkspace(requireNonNull(workspace, "no step was begun"));
    return () -> Nd4j.getMemoryManager().setCurrentWorkspace(outer);
  }

  @Override
  public void close() {
    if (workspace != null) {
      workspace.close();
      Nd4j.getWorkspaceManager().destroyWorkspace(workspace);
      workspace = null;
    }
  }
}
