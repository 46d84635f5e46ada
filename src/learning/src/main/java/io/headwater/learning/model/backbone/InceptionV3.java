package io.headwater.learning.model.backbone;

import static io.headwater.learning.model.backbone.ModuleBuilder.half;
import static io.headwater.learning.model.backbone.ModuleBuilder.oblong;
import static io.headwater.learning.model.backbone.ModuleBuilder.square;

import io.headwater.learning.model.Branch;
import io.headwater.learning.model.Initialiser;
import io.headwater.learning.model.Layer.AveragePool;
import io.headwater.learning.model.Layer.Convolution;
import io.headwater.learning.model.Layer.Dropout;
import io.headwater.learning.model.Layer.GlobalAveragePool;
import io.headwater.learning.model.Layer.MaxPool;
import io.headwater.learning.model.Layer.Scale;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.NetworkBuilder;
import io.headwater.learning.model.Trunk;
import io.headwater.learning.model.Window;
import io.headwater.learning.task.ImageShape;
import java.util.List;

/**
 * See {@link Backbone#INCEPTION_V3}. Nodes are named as in "6b/7x7/2/conv", modules as in
 * torchvision.
 *
 * @param small whether the first convolutions keep the size of the image, and the two pools after
 *     them are padded
 */
record InceptionV3(boolean small) implements Form {
  private static final Initialiser WEIGHTS = new Initialiser.TruncatedNormal(0.1);
  private static final Window AUXILIARY_POOL = Window.square(5, 3, 0);
  private static final int AUXILIARY_WINDOW = 5;

  @Override
  public Trunk trunk(ImageShape input) {
    NetworkBuilder written =
        NetworkBuilder.trunk(input.dimensions()).weightsFrom(WEIGHTS).then("scale", new Scale());
    ModuleBuilder builder = new ModuleBuilder(written);
    String first = builder.convolution("1a", written.last(), small ? square(32, 3) : half(32, 3));
    String third = builder.chain("2", first, whole(32), square(64, 3));
    String fourth = builder.chain("3/", pool(builder, "2/pool", third), square(80, 1), whole(192));
    String sixth = modulesOf5And6(builder, pool(builder, "3/pool", fourth));
    String last = modulesOf7(builder, sixth);
    Network network =
        written
            .then("pool", new GlobalAveragePool(), last)
            .then("dropout", new Dropout(0.5))
            .build();
    return new Trunk(
        network, List.of(third, "5d/join", sixth, last), List.of(branch(network, sixth)));
  }

  private Convolution whole(int outputs) {
    return small ? square(outputs, 3) : new Convolution(outputs, 3, 1, 0, false);
  }

  private String pool(ModuleBuilder builder, String name, String input) {
    return builder.add(name, input, new MaxPool(3, 2, small ? 1 : 0));
  }

  private static String modulesOf5And6(ModuleBuilder builder, String input) {
    String x = module5(builder, "5b", input, 32);
    x = module5(builder, "5c", x, 64);
    x = module5(builder, "5d", x, 64);
    x =
        builder.join(
            "6a/join",
            builder.chain("6a/3x3/", x, half(384, 3)),
            builder.chain("6a/double/", x, square(64, 1), square(96, 3), half(96, 3)),
            builder.add("6a/pool", x, new MaxPool(3, 2)));
    x = module6(builder, "6b", x, 128);
    x = module6(builder, "6c", x, 160);
    x = module6(builder, "6d", x, 160);
    return module6(builder, "6e", x, 192);
  }

  private static String modulesOf7(ModuleBuilder builder, String input) {
    String x =
        builder.join(
            "7a/join",
            builder.chain("7a/3x3/", input, square(192, 1), half(320, 3)),
            builder.chain(
                "7a/7x7/",
                input,
                square(192, 1),
                oblong(192, 1, 7),
                oblong(192, 7, 1),
                half(192, 3)),
            builder.add("7a/pool", input, new MaxPool(3, 2)));
    x = module7(builder, "7b", x);
    return module7(builder, "7c", x);
  }

  /** Figure 5 of the paper; torchvision keeps a 5x5. */
  private static String module5(ModuleBuilder builder, String name, String input, int pooled) {
    return builder.join(
        name + "/join",
        builder.chain(name + "/1x1/", input, square(64, 1)),
        builder.chain(name + "/5x5/", input, square(48, 1), square(64, 5)),
        builder.chain(name + "/double/", input, square(64, 1), square(96, 3), square(96, 3)),
        pooled(builder, name, input, pooled));
  }

  /** Figure 6. */
  private static String module6(ModuleBuilder builder, String name, String input, int channels) {
    return builder.join(
        name + "/join",
        builder.chain(name + "/1x1/", input, square(192, 1)),
        builder.chain(
            name + "/7x7/", input, square(channels, 1), oblong(channels, 1, 7), oblong(192, 7, 1)),
        builder.chain(
            name + "/double/",
            input,
            square(channels, 1),
            oblong(channels, 7, 1),
            oblong(channels, 1, 7),
            oblong(channels, 7, 1),
            oblong(192, 1, 7)),
        pooled(builder, name, input, 192));
  }

  /** Figure 7. */
  private static String module7(ModuleBuilder builder, String name, String input) {
    String threes = builder.chain(name + "/3x3/", input, square(384, 1));
    String doubles = builder.chain(name + "/double/", input, square(448, 1), square(384, 3));
    return builder.join(
        name + "/join",
        builder.chain(name + "/1x1/", input, square(320, 1)),
        builder.convolution(name + "/3x3/wide", threes, oblong(384, 1, 3)),
        builder.convolution(name + "/3x3/high", threes, oblong(384, 3, 1)),
        builder.convolution(name + "/double/wide", doubles, oblong(384, 1, 3)),
        builder.convolution(name + "/double/high", doubles, oblong(384, 3, 1)),
        pooled(builder, name, input, 192));
  }

  private static String pooled(ModuleBuilder builder, String name, String input, int outputs) {
    AveragePool mean = new AveragePool(Window.same(3, 3), true);
    return builder.chain(
        name + "/pool/", builder.add(name + "/pool", input, mean), square(outputs, 1));
  }

  /**
   * Figure 8, as torchvision has it: its 5x5 takes all that is left. Where maps are too small for
   * its pool, that is left out, and the window has what there is.
   */
  private static Branch branch(Network trunk, String map) {
    List<Integer> shape = trunk.shape(map);
    Window pool = AUXILIARY_POOL;
    boolean pools =
        Math.min(shape.get(1), shape.get(2))
            >= pool.height() + (AUXILIARY_WINDOW - 1) * pool.rowStride();
    Window window =
        new Window(
            Math.min(AUXILIARY_WINDOW, shape.get(1)),
            Math.min(AUXILIARY_WINDOW, shape.get(2)),
            1,
            1,
            0,
            0,
            1,
            1,
            false);
    return new Branch(
        "auxiliary",
        map,
        0.4,
        head -> {
          ModuleBuilder builder = new ModuleBuilder(head.weightsFrom(WEIGHTS));
          String input = pools ? builder.add("pool", map, new AveragePool(pool, false)) : map;
          String reduced = builder.convolution("reduce", input, square(128, 1));
          head.weightsFrom(new Initialiser.TruncatedNormal(0.01));
          builder.convolution("mix", reduced, new Convolution(768, window, 1, false));
          return head.then("mean", new GlobalAveragePool())
              .weightsFrom(new Initialiser.TruncatedNormal(0.001));
        });
  }
}
