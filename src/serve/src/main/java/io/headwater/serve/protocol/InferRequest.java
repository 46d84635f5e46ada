package io.headwater.serve.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code inference_request}, as it was sent: whether it fits a model is not known yet.
 *
 * @param id to be returned, if there is one
 * @param inputs in their order
 * @param outputs empty: all
 * @param binaryOutputs whether outputs are binary that don't say otherwise
 */
record InferRequest(
    @Nullable String id, List<Input> inputs, List<Output> outputs, boolean binaryOutputs) {
  InferRequest {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /**
   * {@code request_input}; a name, a type or a shape may be missing.
   *
   * @param numbers the values, where they are in the JSON
   * @param binaryBytes how many bytes of the body after the JSON are its values, where they are
   *     there
   */
  record Input(
      @Nullable String name,
      @Nullable String datatype,
      @Nullable List<Long> shape,
      float @Nullable [] numbers,
      @Nullable Long binaryBytes) {}

  /** {@code request_output}. */
  record Output(@Nullable String name, boolean binary) {}
}
