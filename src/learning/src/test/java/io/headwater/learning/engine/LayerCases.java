package io.headwater.learning.engine;

import io.headwater.learning.model.Input;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.NetworkBuilder;
import io.headwater.learning.model.Window;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small networks that together have each kind of layer with each of its settings. */
public final class LayerCases {
  private static final Window OBLONG = new Window(3, 2, 2, 1, 1, 0, 1, 1, false);

  private LayerCases() {}

  /** By what they are about; all read floats. */
  public static Map<String, Network> all() {
    Map<String, Network> cases = new LinkedHashMap<>();
    put(cases, "oblong convolution", new Layer.Convolution(4, OBLONG, 1, true), 3, 7, 6);
    put(cases, "grouped convolution", new Layer.Convolution(6, OBLONG, 2, true), 4, 7, 6);
    put(cases, "depthwise convolution", grouped(4, 4), 4, 6, 6);
    put(
        cases,
        "dilated convolution",
        new Layer.Convolution(4, Window.square(3, 1, 2).withDilation(2), 1, false),
        3,
        7,
        7);
    put(cases, "oblong max pool", new Layer.MaxPool(OBLONG), 3, 7, 6);
    put(cases, "max pool of parts", new Layer.MaxPool(Window.square(3, 2, 0).withCeil()), 3, 6, 8);
    put(
        cases,
        "padded max pool of parts",
        new Layer.MaxPool(Window.square(3, 2, 1).withCeil()),
        2,
        6,
        7);
    put(cases, "average pool", new Layer.AveragePool(Window.square(2, 2, 0), true), 3, 6, 6);
    put(cases, "average with padding", new Layer.AveragePool(OBLONG, true), 3, 7, 6);
    put(cases, "average without padding", new Layer.AveragePool(OBLONG, false), 3, 7, 6);
    put(cases, "larger maps", new Layer.Resize(9, 7), 3, 4, 5);
    put(cases, "smaller maps", new Layer.Resize(3, 2), 2, 7, 6);
    put(cases, "a pixel made larger", new Layer.Resize(4, 3), 2, 1, 1);
    put(cases, "a pixel of many channels made larger", new Layer.Resize(5, 5), 32, 1, 1);
    put(cases, "one channel made larger", new Layer.Resize(5, 7), 1, 2, 3);
    put(cases, "many channels made larger", new Layer.Resize(6, 5), 32, 2, 3);
    put(cases, "sigmoid of maps", new Layer.Sigmoid(), 2, 3, 4);
    put(cases, "dropout of maps", new Layer.Dropout(0.4), 3, 4, 5);
    put(cases, "sigmoid", new Layer.Sigmoid(), 6);
    put(cases, "dropout", new Layer.Dropout(0.25), 16);
    put(cases, "softmax", new Layer.Softmax(), 5);
    cases.put("weighted sum", weightedSum(6));
    cases.put("weighted sum of maps", weightedSum(5, 4, 3));
    cases.put("gated sum", gatedSum(6));
    cases.put("gated sum of maps", gatedSum(5, 4, 3));
    cases.put("a convolved pixel made larger", pixel());
    cases.put("concatenation", concatenation());
    cases.put("decoder", decoder());
    cases.put("taps", taps());
    return cases;
  }

  private static Layer grouped(int outputs, int groups) {
    return new Layer.Convolution(outputs, Window.same(3, 3), groups, false);
  }

  private static void put(Map<String, Network> cases, String name, Layer layer, Integer... shape) {
    cases.put(
        name,
        NetworkBuilder.of("case")
            .input("x", Input.floats(List.of(shape)))
            .then("y", layer)
            .build());
  }

  /** Of an input and what a layer makes of another. */
  private static Network weightedSum(Integer... shape) {
    return NetworkBuilder.of("weightedSum")
        .input("a", Input.floats(List.of(shape)))
        .input("b", Input.floats(List.of(shape)))
        .then("sigmoid", new Layer.Sigmoid(), "b")
        .then("sum", new Layer.WeightedSum(List.of(0.9f, 0.4f, -0.3f)), "sigmoid", "a", "b")
        .build();
  }

  /** Gates of three numbers, which come from a softmax. */
  private static Network gatedSum(Integer... shape) {
    return NetworkBuilder.of("gatedSum")
        .input("a", Input.floats(List.of(shape)))
        .input("b", Input.floats(List.of(shape)))
        .input("x", Input.floats(List.of(4)))
        .then("dense", new Layer.Dense(3), "x")
        .then("gate", new Layer.Softmax())
        .then("sigmoid", new Layer.Sigmoid(), "b")
        .then("sum", new Layer.GatedSum(), "a", "sigmoid", "b", "gate")
        .build();
  }

  private static Network pixel() {
    return NetworkBuilder.of("pixel")
        .input("x", Input.floats(List.of(64, 1, 1)))
        .then("few", new Layer.Convolution(32, 1, 1, 0))
        .then("relu", new Layer.Relu())
        .then("resize", new Layer.Resize(5, 5))
        .build();
  }

  private static Network concatenation() {
    return NetworkBuilder.of("concatenation")
        .input("a", Input.floats(List.of(2, 4, 3)))
        .input("b", Input.floats(List.of(3, 4, 3)))
        .then("conv", new Layer.Convolution(4, 3, 1, 1), "a")
        .then("join", new Layer.Concatenate(), "conv", "b", "a")
        .then("after", new Layer.Convolution(2, 1, 1, 0), "join")
        .build();
  }

  /** Maps of two resolutions brought to one, as a head of edges reads them. */
  private static Network decoder() {
    return NetworkBuilder.of("decoder")
        .input("fine", Input.floats(List.of(3, 6, 6)))
        .input("coarse", Input.floats(List.of(5, 2, 2)))
        .then("small", new Layer.Convolution(4, 1, 1, 0), "coarse")
        .then("up", new Layer.Resize(6, 6))
        .then("join", new Layer.Concatenate(), "up", "fine")
        .then("mix", new Layer.Convolution(4, 3, 1, 1))
        .then("relu", new Layer.Relu())
        .then("one", new Layer.Convolution(1, 3, 1, 1))
        .then("full", new Layer.Resize(11, 11))
        .then("flat", new Layer.Flatten())
        .build();
  }

  /** Outputs at the end and on the way there, before and after a rectifier. */
  private static Network taps() {
    return NetworkBuilder.of("taps")
        .input("x", Input.floats(List.of(2, 6, 6)))
        .then("conv", new Layer.Convolution(3, 3, 1, 1))
        .then("relu", new Layer.Relu())
        .then("pool", new Layer.MaxPool(2, 2))
        .then("norm", new Layer.BatchNorm())
        .then("flat", new Layer.Flatten())
        .then("dense", new Layer.Dense(5))
        .then("last", new Layer.Relu())
        .build("last", "conv", "pool", "dense");
  }
}
