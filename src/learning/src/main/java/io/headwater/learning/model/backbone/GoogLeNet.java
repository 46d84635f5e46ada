package io.headwater.learning.model.backbone;

import static io.headwater.learning.model.backbone.ModuleBuilder.square;

import io.headwater.learning.model.Branch;
import io.headwater.learning.model.Initialiser;
import io.headwater.learning.model.Layer.AveragePool;
import io.headwater.learning.model.Layer.Convolution;
import io.headwater.learning.model.Layer.Dense;
import io.headwater.learning.model.Layer.Dropout;
import io.headwater.learning.model.Layer.Flatten;
import io.headwater.learning.model.Layer.GlobalAveragePool;
import io.headwater.learning.model.Layer.MaxPool;
import io.headwater.learning.model.Layer.Relu;
import io.headwater.learning.model.Layer.Scale;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.NetworkBuilder;
import io.headwater.learning.model.Trunk;
import io.headwater.learning.model.Window;
import io.headwater.learning.task.ImageShape;
import java.util.List;

/**
 * See {@link Backbone#GOOGLENET}. Nodes are named as in "3a/5x5/2/conv", after table 1 of the
 * paper.
 *
 * @param small whether the first convolution is 3x3 with stride 1, without the pool after it
 */
record GoogLeNet(boolean small) implements Form {
  private static final Initialiser WEIGHTS = new Initialiser.TruncatedNormal(0.01);
  private static final Window AUXILIARY_POOL = Window.square(5, 3, 0);

  private static final Window HALF = Window.square(3, 2, 0).withCeil();

  @Override
  public Trunk trunk(ImageShape input) {
    NetworkBuilder written =
        NetworkBuilder.trunk(input.dimensions()).weightsFrom(WEIGHTS).then("scale", new Scale());
    ModuleBuilder builder = new ModuleBuilder(written);
    String stem =
        small
            ? builder.convolution("1", written.last(), square(64, 3))
            : builder.convolution("1", written.last(), new Convolution(64, 7, 2, 3, false));
    String pooled = small ? stem : builder.add("1/pool", stem, new MaxPool(HALF));
    String second = builder.chain("2/", pooled, square(64, 1), square(192, 3));
    String third = modules(builder, builder.add("2/pool", second, new MaxPool(HALF)));
    Network network =
        written
            .then("pool", new GlobalAveragePool(), third)
            .then("dropout", new Dropout(0.2))
            .build();
    return new Trunk(
        network,
        List.of(stem, second, "3b/join", "5b/join"),
        List.of(
            branch(network, "auxiliary1", "4a/join"), branch(network, "auxiliary2", "4d/join")));
  }

  private static String modules(ModuleBuilder builder, String input) {
    String x = module(builder, "3a", input, 64, 96, 128, 16, 32, 32);
    x = module(builder, "3b", x, 128, 128, 192, 32, 96, 64);
    x = builder.add("3/pool", x, new MaxPool(HALF));
    x = module(builder, "4a", x, 192, 96, 208, 16, 48, 64);
    x = module(builder, "4b", x, 160, 112, 224, 24, 64, 64);
    x = module(builder, "4c", x, 128, 128, 256, 24, 64, 64);
    x = module(builder, "4d", x, 112, 144, 288, 32, 64, 64);
    x = module(builder, "4e", x, 256, 160, 320, 32, 128, 128);
    x = builder.add("4/pool", x, new MaxPool(Window.square(2, 2, 0).withCeil()));
    x = module(builder, "5a", x, 256, 160, 320, 32, 128, 128);
    return module(builder, "5b", x, 384, 192, 384, 48, 128, 128);
  }

  /** The numbers of a row of table 1; torchvision has 3x3 where the paper has 5x5. */
  private static String module(
      ModuleBuilder builder,
      String name,
      String input,
      int ones,
      int reduceThrees,
      int threes,
      int reduceFives,
      int fives,
      int pooled) {
    String pool = builder.add(name + "/pool", input, new MaxPool(3, 1, 1));
    return builder.join(
        name + "/join",
        builder.chain(name + "/1x1/", input, square(ones, 1)),
        builder.chain(name + "/3x3/", input, square(reduceThrees, 1), square(threes, 3)),
        builder.chain(name + "/5x5/", input, square(reduceFives, 1), square(fives, 3)),
        builder.chain(name + "/pool/", pool, square(pooled, 1)));
  }

  /** Section 5 of the paper; the pool is left out where maps are smaller than its window. */
  private static Branch branch(Network trunk, String name, String map) {
    List<Integer> shape = trunk.shape(map);
    boolean pools = Math.min(shape.get(1), shape.get(2)) >= AUXILIARY_POOL.height();
    return new Branch(
        name,
        map,
        0.3,
        head -> {
          head.weightsFrom(WEIGHTS);
          ModuleBuilder builder = new ModuleBuilder(head);
          String input =
              pools ? builder.add("pool", map, new AveragePool(AUXILIARY_POOL, false)) : map;
          builder.convolution("reduce", input, square(128, 1));
          return head.then("flatten", new Flatten())
              .then("dense", new Dense(1024))
              .then("relu", new Relu())
              .then("dropout", new Dropout(0.7));
        });
  }
}
