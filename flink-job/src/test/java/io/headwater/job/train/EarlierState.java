package io.headwater.job.train;

import io.headwater.learning.learner.LearnerState;
import io.headwater.learning.learner.LearnerStateCodec;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.DefaultOperatorStateBackend;
import org.apache.flink.runtime.state.OperatorStateHandle.Mode;
import org.apache.flink.runtime.state.OperatorStateHandle.StateMetaInfo;
import org.apache.flink.runtime.state.OperatorStreamStateHandle;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.memory.ByteStreamStateHandle;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** The train operator's state as it was saved before it began with the model's identity. */
final class EarlierState {
  private EarlierState() {}

  static OperatorSubtaskState of(LearnerState state, PublishedVersion published) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    LearnerStateCodec.encode(state, bytes);
    try (OneInputStreamOperatorTestHarness<String, String> harness =
        new OneInputStreamOperatorTestHarness<>(new PublishedVersionOperator(published))) {
      harness.setup();
      harness.open();
      return harness.snapshot(1, 0).toBuilder()
          .setRawOperatorState(raw(bytes.toByteArray()))
          .build();
    }
  }

  /** Those bytes, where the operator keeps its state. */
  static OperatorStreamStateHandle raw(byte[] bytes) {
    StateMetaInfo place = new StateMetaInfo(new long[] {0}, Mode.SPLIT_DISTRIBUTE);
    return new OperatorStreamStateHandle(
        Map.of(DefaultOperatorStateBackend.DEFAULT_OPERATOR_STATE_NAME, place),
        new ByteStreamStateHandle("raw", bytes));
  }

  private static final class PublishedVersionOperator extends AbstractStreamOperator<String>
      implements OneInputStreamOperator<String, String> {
    private static final long serialVersionUID = 1;

    private final long version;
    private final long step;

    private PublishedVersionOperator(PublishedVersion published) {
      this.version = published.version();
      this.step = published.step();
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
      super.initializeState(context);
      ListState<PublishedVersion> state =
          context
              .getOperatorStateStore()
              .getListState(new ListStateDescriptor<>("published-version", PublishedVersion.class));
      state.update(List.of(new PublishedVersion(version, step)));
    }

    @Override
    public void processElement(StreamRecord<String> element) {}
  }
}
