package io.headwater.serve.protocol;

import io.headwater.serve.batch.Work;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that fits a model.
 *
 * @param id to be returned, if there is one
 * @param outputs in the order of the answer
 */
public record Inference(@Nullable String id, Work work, List<Wanted> outputs) {
  public Inference {
    outputs = List.copyOf(outputs);
  }

  /**
   * @param binary whether its values come after the JSON
   */
  record Wanted(TensorSignature output, boolean binary) {}
}
