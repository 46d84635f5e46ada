package io.headwater.learning.dl4j;

import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Groups of channels one after another, as no operation of ND4J takes groups.
 *
 * @param each computes a group
 */
record GroupedConvolution(int groups, ConvolutionKernel each) implements ConvolutionKernel {
  @Override
  public void forward(
      INDArray input, Filters filters, INDArray output, LayerWorkspaceMgr workspaces) {
    for (int i = 0; i < groups; i++) {
      Channels out = group(i, output);
      INDArray own = out.like(output);
      each.forward(group(i, input).of(input), filters.of(out), own, workspaces);
      out.put(own, output);
    }
  }

  @Override
  public void backward(
      INDArray input,
      Filters filters,
      INDArray onOutput,
      INDArray onInput,
      Filters onFilters,
      LayerWorkspaceMgr workspaces) {
    for (int i = 0; i < groups; i++) {
      Channels in = group(i, input);
      Channels out = group(i, onOutput);
      INDArray onOwn = in.like(input);
      each.backward(
          in.of(input), filters.of(out), out.of(onOutput), onOwn, onFilters.of(out), workspaces);
      in.put(onOwn, onInput);
    }
  }

  @Override
  public void backwardToFilters(
      INDArray input,
      Filters filters,
      INDArray onOutput,
      Filters onFilters,
      LayerWorkspaceMgr workspaces) {
    for (int i = 0; i < groups; i++) {
      Channels out = group(i, onOutput);
      INDArray own = group(i, input).of(input);
      each.backwardToFilters(own, filters.of(out), out.of(onOutput), onFilters.of(out), workspaces);
    }
  }

  private Channels group(int index, INDArray maps) {
    long size = maps.size(1) / groups;
    return new Channels(index * size, (index + 1) * size);
  }
}
