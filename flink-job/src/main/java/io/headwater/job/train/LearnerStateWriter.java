package io.headwater.job.train;

import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.learner.LearnerState;
import io.headwater.learning.learner.Lineage;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes the body of version 2 of the format (see {@link LearnerStateCodec}). */
final class LearnerStateWriter {
  private static final int BLOCK_BYTES = 64 << 10;

  private final DataOutputStream out;
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);

  LearnerStateWriter(DataOutputStream out) {
    this.out = out;
  }

  void write(LearnerState state) throws IOException {
    text(state.architecture());
    out.writeLong(state.step());
    out.writeLong(state.dropped());
    out.writeLong(state.seed());
    out.writeInt(state.lossWeights().size());
    for (Map.Entry<String, Double> weight : state.lossWeights().entrySet()) {
      text(weight.getKey());
      out.writeDouble(weight.getValue());
    }
    out.writeInt(state.networks().size());
    for (Map.Entry<String, NetworkState> network : state.networks().entrySet()) {
      text(network.getKey());
      network(network.getValue());
    }
    lineage(state.lineage());
  }

  private void network(NetworkState network) throws IOException {
    out.writeLong(network.updates());
    tensors(network.parameters());
    tensors(network.statistics());
    out.writeInt(network.slots().size());
    for (Map.Entry<String, Map<String, Tensor>> group : network.slots().entrySet()) {
      text(group.getKey());
      tensors(group.getValue());
    }
  }

  private void tensors(Map<String, Tensor> tensors) throws IOException {
    out.writeInt(tensors.size());
    for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
      text(tensor.getKey());
      tensor(tensor.getValue());
    }
  }

  private void tensor(Tensor tensor) throws IOException {
    out.writeInt(tensor.shape().size());
    for (int length : tensor.shape()) {
      out.writeInt(length);
    }
    int written = 0;
    while (written < tensor.size()) {
      block.clear();
      written += tensor.write(written, block);
      out.write(block.array(), 0, block.position());
    }
  }

  private void lineage(Lineage lineage) throws IOException {
    out.writeInt(lineage.ranges().size());
    for (Lineage.Range range : lineage.ranges()) {
      text(range.topic());
      out.writeInt(range.partition());
      out.writeLong(range.firstOffset());
      out.writeLong(range.lastOffset());
      out.writeLong(range.examples());
    }
  }

  private void text(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}
